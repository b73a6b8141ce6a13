import type { Delivery } from '../alerts/delivery.ts'
import type { ToldStory } from '../alerts/told.ts'
import { isTold } from '../alerts/where.ts'
import type { Store } from '../io/store/store.ts'

/**
 * Cards of open stories whose message is no longer where it can be edited: deleted in Discord, refused, given up, or posted by another
 * webhook. Their stories count as not told, so that the next report is a message. What is lost stands in the post's own delivery; here
 * it is kept at hand for planning, which waits for no store.
 */
export class LostCards {
  readonly #store: Pick<Store, 'delivery'>
  readonly #reaches: (place: string) => boolean
  readonly #posts = new Set<string>()
  /** Learnt while stories are read: newer than what is read. */
  readonly #noted = new Set<string>()

  /** @param reaches whether a message in a place can be edited from here */
  constructor(store: Pick<Store, 'delivery'>, reaches: (place: string) => boolean) {
    this.#store = store
    this.#reaches = reaches
  }

  /** Looks up the cards of stories that were read from the store. */
  async read(stories: readonly ToldStory[]): Promise<void> {
    this.#noted.clear()
    const ids = new Set(stories.flatMap(story => (story.telling === null ? [] : [story.telling.postId])))
    await Promise.all(
      [...ids].map(async id => {
        const post = await this.#store.delivery(id)
        if (!this.#noted.has(id)) this.#put(id, post)
      }),
    )
  }

  /** Learns what became of a delivery. */
  note(delivery: Delivery): void {
    if (delivery.action.kind === 'edit') return
    this.#noted.add(delivery.id)
    this.#put(delivery.id, delivery)
  }

  /** The story as it counts for what is said next: one whose card is lost was told by nothing. */
  asTold(story: ToldStory): ToldStory {
    return story.telling !== null && this.#posts.has(story.telling.postId) ? { ...story, telling: null } : story
  }

  #put(id: string, post: Delivery | null): void {
    if (isTold(post, this.#reaches)) this.#posts.delete(id)
    else this.#posts.add(id)
  }
}
