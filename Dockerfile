FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json docs/licences.ts ./
# --omit=optional leaves out the Node binary that is carried for hosts with an older Node.
# Of the packages only what runs comes along: no types, source maps or manuals, and of the fonts the two that the digest is drawn with.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && \
    node licences.ts node_modules > LICENSES.txt && \
    find node_modules -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' -o -name '*.md' \) -delete && \
    find node_modules/dejavu-fonts-ttf -type f ! -name package.json ! -name 'LICENSE*' \
      ! -name DejaVuSans.ttf ! -name DejaVuSans-Bold.ttf -delete && \
    find node_modules -type d -empty -delete

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=packages /app/LICENSES.txt ./
COPY package.json LICENSE ./
COPY src ./src
COPY config ./config
RUN mkdir state compiled && chown node:node state compiled && chmod 700 state
USER node
# Compiled code of all that may be loaded, so that a start on a read-only root need not load the compiler, some 30 MB; it counts only
# under the flags of CMD.
ENV NODE_COMPILE_CACHE=/app/compiled
# One pool of memory for all threads, which returns to the system what is free: compiling code takes some for a moment.
ENV MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=65536 MALLOC_MMAP_THRESHOLD_=65536
RUN export FLAGS="--expose-gc --max-semi-space-size=4 --heap-growing-percent=25" && \
    node $FLAGS --input-type=module --eval "import { globSync } from 'node:fs'; \
      for (const file of globSync('src/{bot,commands,io}/**/*.ts', { exclude: ['**/*worker.ts'] })) await import('/app/' + file)" && \
    { node $FLAGS src/launch.mjs demo >/dev/null; node $FLAGS src/launch.mjs check; true; }
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Backchannel" \
      org.opencontainers.image.description="Watches news feeds for North Korea-US diplomacy and posts what matters to a Discord channel." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
VOLUME /app/state
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["node", "--expose-gc", "--max-semi-space-size=4", "--heap-growing-percent=25", "src/launch.mjs", "health"]
# A bot that mostly waits needs no large young generation: a cycle over 500 feeds stays below 200 MB with this one.
CMD ["node", "--expose-gc", "--max-semi-space-size=4", "--heap-growing-percent=25", "src/launch.mjs", "run"]
