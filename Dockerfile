FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# --omit=optional leaves out the Node binary that is carried for hosts with an older Node.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY config ./config
RUN mkdir state && chown node:node state && chmod 700 state
USER node
VOLUME /app/state
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["node", "src/main.ts", "health"]
CMD ["node", "src/main.ts", "run"]
