/** Loaded before the program: its wall clock is off by CLOCK_OFF_MS, as on a machine whose clock was set between two starts. */
const off = Number(process.env.CLOCK_OFF_MS ?? 0)
const RealDate = Date
const now = () => RealDate.now() + off

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
