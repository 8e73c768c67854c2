/** Whether another site shows Gam in a frame: it could lay something over what a person types. */
export function isFramedElsewhere(): boolean {
  try {
    return self !== top && top?.location.origin !== location.origin
  } catch {
    // A page of another origin does not say where it is.
    return true
  }
}
