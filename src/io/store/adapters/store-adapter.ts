import type { Crew } from './crew.ts'
import type { Lease } from './lease.ts'

/** What our store needs of a Keyv storage adapter: several records at once, and a listing. Every failure is thrown. */
export interface StoreAdapter {
  namespace?: string | undefined
  get(key: string): Promise<unknown>
  set(key: string, value: string): Promise<unknown>
  delete(key: string): Promise<boolean>
  clear(): Promise<void>
  getMany(keys: string[]): Promise<readonly unknown[]>
  setMany(entries: { key: string; value: string }[]): Promise<unknown>
  deleteMany(keys: string[]): Promise<boolean>
  /** Every record's key, without the namespace, and text. */
  iterator(namespace?: string): AsyncGenerator<readonly [string, string | undefined]>
  disconnect(): Promise<void>
}

/** An open store: its records, the lease to write them, what others may leave there, and its address without credentials. */
export interface Opened {
  readonly adapter: StoreAdapter
  readonly lease: Lease
  /** Missing: no other process can share the store. */
  readonly crew?: Crew
  readonly where: string
}
