import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '../..')
const read = (name: string) => readFile(join(root, name), 'utf8')

test('the health check of compose.yaml is the image’s own', async () => {
  const [, json] = /^HEALTHCHECK .*CMD (\[.*\])$/m.exec(await read('Dockerfile')) ?? []
  const { services } = parse(await read('compose.yaml'))
  assert.deepEqual(services.backchannel.healthcheck.test, ['CMD', ...JSON.parse(json ?? '[]')])
})

test('what the image starts with is what npm start and the systemd unit start with', async () => {
  const { scripts } = JSON.parse(await read('package.json'))
  const [, json] = /^CMD (\[.*\])$/m.exec(await read('Dockerfile')) ?? []
  const words = JSON.parse(json ?? '[]').join(' ')
  assert.ok(scripts.start.endsWith(words), words)
  assert.ok((await read('docs/deploy.md')).includes(`ExecStart=/usr/bin/env ${words} `))
  const variables = String(scripts.start).match(/MALLOC_\w+=\d+/g) ?? []
  assert.equal(variables.length, 3)
  assert.ok((await read('Dockerfile')).includes(`ENV ${variables.join(' ')}\n`))
  assert.ok((await read('docs/deploy.md')).includes(`Environment=${variables.join(' ')}\n`))
})

test('the container runs with a read-only root, room in /tmp, no capability, a bounded log, and without an .env', async () => {
  const { backchannel } = parse(await read('compose.yaml')).services
  assert.deepEqual(
    [backchannel.read_only, backchannel.tmpfs, backchannel.cap_drop, backchannel.env_file],
    [true, ['/tmp'], ['ALL'], [{ path: '.env', required: false }]],
  )
  assert.ok(backchannel.logging.options['max-size'])
})

test('ci runs the test command of the README, and actions are pinned by their major version', async () => {
  const ci = parse(await read('.github/workflows/ci.yml'))
  const steps = ci.jobs.test.steps.map((step: { run?: string }) => step.run)
  assert.ok(steps.includes('npm test'))
  assert.match(await read('README.md'), /^ {4}npm test /m)
  for (const name of ['ci', 'release'])
    for (const [, version] of (await read(`.github/workflows/${name}.yml`)).matchAll(/uses: \S+@(\S+)/g))
      assert.match(version ?? '', /^v\d+$/)
})

test('the manifest for Kubernetes is YAML, and mounts what the program writes to', async () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(await read('docs/deploy.md')) ?? []
  const [config, secret, deployment] = yaml.split('---\n').map(text => parse(text))
  assert.deepEqual([config.kind, secret.kind, deployment.kind], ['ConfigMap', 'Secret', 'Deployment'])
  assert.deepEqual(Object.keys(parse(config.data['settings.yaml'])), ['timeZone', 'http'])
  const [container] = deployment.spec.template.spec.containers
  assert.deepEqual(
    container.volumeMounts.map((mount: { mountPath: string }) => mount.mountPath),
    ['/app/config/local', '/app/state', '/tmp'],
  )
})
