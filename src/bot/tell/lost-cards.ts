import { isTold } from '../../alerts/delivery/where.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Store } from '../../io/store/store.ts'

/**
 * Cards of open stories whose message can no longer be edited: deleted in Discord, refused, given up, or posted by another webhook. Their
 * stories count as not posted, so that the next report is a message. A line of a summary card counts as long as that card does. The post's
 * own delivery records the loss; here it is at hand for planning, which must not wait for the store.
 */
export class LostCards {
  readonly #store: Pick<Store, 'delivery'>
  readonly #reaches: (place: string) => boolean
  readonly #posts = new Set<string>()
  /** Noted while stories are being read: newer than what is read. */
  readonly #noted = new Set<string>()

  /** @param reaches whether a message in a place can be edited from here */
  constructor(store: Pick<Store, 'delivery'>, reaches: (place: string) => boolean) {
    this.#store = store
    this.#reaches = reaches
  }

  /** Looks up the cards of stories that were read from the store. @throws StoreError */
  async read(stories: readonly ToldStory[]): Promise<void> {
    this.#noted.clear()
    const ids = new Set(stories.flatMap(story => (story.telling === null ? [] : [story.telling.postId])))
    await Promise.all(
      [...ids].map(async id => {
        const post = await this.#store.delivery(id)
        const tells = post?.toldIn === undefined ? post : await this.#store.delivery(post.toldIn)
        if (!this.#noted.has(id)) this.#put(id, isTold(tells, this.#reaches))
      }),
    )
  }

  /** Notes the outcome of a delivery. */
  note(delivery: Delivery): void {
    if (delivery.action.kind === 'edit') return
    const told = delivery.toldIn !== undefined || isTold(delivery, this.#reaches)
    for (const id of [delivery.id, ...(delivery.gathers ?? [])]) {
      this.#noted.add(id)
      this.#put(id, told)
    }
  }

  /** The story as it counts for the next message: one whose card is lost counts as not posted. */
  asTold(story: ToldStory): ToldStory {
    return story.telling !== null && this.#posts.has(story.telling.postId) ? { ...story, telling: null } : story
  }

  #put(id: string, told: boolean): void {
    if (told) this.#posts.delete(id)
    else this.#posts.add(id)
  }
}
