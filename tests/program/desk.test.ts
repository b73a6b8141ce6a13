import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { buttonsOf, commandData, textOf } from '../bot/desk-rig.ts'
import { FakeDiscord, GUILD_ID } from '../fakes/discord.ts'
import { MANAGER } from '../fakes/discord-desk.ts'
import { makeHome, Program, Publisher, until } from './newsroom.ts'

const CHANNEL = '200000000000000001'

test('the real program answers in Discord; killed between beginning and answer, the next one answers and has what was changed', async () => {
  const discord = await FakeDiscord.start()
  discord.gateway.guilds = [GUILD_ID]
  const publisher = await Publisher.start()
  publisher.entries = [
    { guid: 'a', title: 'North Korea and US agree to hold talks in Geneva in June', published: new Date() },
  ]
  const home = await makeHome(publisher, 'wake: "* * * * * *"\n')
  const env = { DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL, DISCORD_API_URL: discord.url }
  const first = new Program('run', home, env)
  await until('its commands are registered', () => discord.desk.commands.has(GUILD_ID))
  await until('the card stands', () => discord.messages(CHANNEL).length === 1)
  const card = discord.messages(CHANNEL)[0]
  const [why] = buttonsOf({ message: card })

  const pressed = discord.ask(3, { component_type: 2, custom_id: why?.custom_id }, undefined, {
    message: { id: card?.id, channel_id: CHANNEL },
  })
  await until('the button is answered', () => pressed.edits === 1)
  assert.match(textOf(pressed), /posted as talks by/)

  discord.desk.stuck = true
  const asked = discord.ask(2, commandData('term add', { list: 'north-korea', term: 'Chosonia' }), MANAGER)
  await until('the change is made', () => first.output.includes('is added to north-korea'))
  first.child.kill('SIGKILL')
  await first.ended
  discord.desk.stuck = false
  const second = new Program('run', home, env)
  await until('the next process answers', () => asked.edits === 1)
  assert.match(textOf(asked), /Done: the term "Chosonia" is added/)
  const title = 'Chosonia and US agree to hold talks in Vienna in July'
  const tested = discord.ask(2, commandData('test-headline', { title }))
  await until('a headline is tested', () => tested.edits === 1)
  assert.match(textOf(tested), /This would be alerted/)
  assert.equal(discord.desk.registrations, 1)

  second.child.kill('SIGTERM')
  const { code } = await second.ended
  assert.equal(code, 0)
  const all = first.output + second.output
  for (const { token } of discord.desk.interactions.values()) assert.ok(!all.includes(token))
  await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
})

test('through a webhook a card has no buttons', async () => {
  const discord = await FakeDiscord.start()
  const publisher = await Publisher.start()
  publisher.entries = [
    { guid: 'a', title: 'North Korea and US agree to hold talks in Geneva in June', published: new Date() },
  ]
  const home = await makeHome(publisher, 'wake: "* * * * * *"\n', 'one')
  const program = new Program('run', home, {
    DISCORD_WEBHOOK_URL: discord.webhookUrl(CHANNEL),
    DISCORD_API_URL: discord.url,
  })
  await until('the card stands', () => discord.messages(CHANNEL).length === 1)
  assert.equal(discord.messages(CHANNEL)[0]?.components, undefined)
  program.child.kill('SIGTERM')
  await program.ended
  await Promise.all([discord.close(), publisher.close(), rm(home, { recursive: true })])
})
