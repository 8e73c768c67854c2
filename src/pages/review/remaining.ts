/** `in 3:20`, `in 1:05:09`; '' where it is over. */
export function remaining(until: number, now: number): string {
  const seconds = Math.ceil((until - now) / 1000)
  if (seconds <= 0) return ''
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours
    ? `in ${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `in ${minutes}:${two(seconds % 60)}`
}
