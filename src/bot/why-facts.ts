import type { WhyFacts } from '../desk/answers/why.ts'
import type { Store } from '../io/store/store.ts'

/** What the store has about a posted message; null: no message of this bot has that id. @throws StoreError */
export async function whyFacts(store: Store, messageId: string): Promise<WhyFacts | null> {
  const delivery = await store.deliveryByMessage(messageId)
  if (delivery === null) return null
  const story = await store.story(delivery.storyId)
  const ids = story === null ? delivery.itemIds : story.items.map(item => item.id)
  const decided = await Promise.all(ids.map(id => store.archivedItem(id)))
  return { delivery, story, decided: decided.filter(one => one !== null) }
}
