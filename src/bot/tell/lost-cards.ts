import { isTold } from '../../alerts/delivery/where.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Store } from '../../io/store/store.ts'

/**
 * Cards of open stories whose message is no longer where it can be edited: deleted in Discord, refused, given up, or posted by another
 * webhook. Their stories count as not told, so that the next report is a message. A line of a summary card tells its story as long as that
 * card does. What is lost stands in the post's own delivery; here it is kept at hand for planning, which waits for no store.
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
        const tells = post?.toldIn === undefined ? post : await this.#store.delivery(post.toldIn)
        if (!this.#noted.has(id)) this.#put(id, isTold(tells, this.#reaches))
      }),
    )
  }

  /** Learns what became of a delivery. */
  note(delivery: Delivery): void {
    if (delivery.action.kind === 'edit') return
    const told = delivery.toldIn !== undefined || isTold(delivery, this.#reaches)
    for (const id of [delivery.id, ...(delivery.gathers ?? [])]) {
      this.#noted.add(id)
      this.#put(id, told)
    }
  }

  /** The story as it counts for what is said next: one whose card is lost was told by nothing. */
  asTold(story: ToldStory): ToldStory {
    return story.telling !== null && this.#posts.has(story.telling.postId) ? { ...story, telling: null } : story
  }

  #put(id: string, told: boolean): void {
    if (told) this.#posts.delete(id)
    else this.#posts.add(id)
  }
}
