/** Which of an edit's texts is opened, and what is selected in it, as the editor's address says it for a moment. */
export interface PlaceInEdit {
  readonly file: number
  readonly at?: { readonly from: number; readonly to: number } | undefined
}

/** `#file=1&at=120-140`; '' for the beginning. */
export function formatPlaceInEdit({ file, at }: PlaceInEdit): string {
  const parts = [file > 0 && `file=${file}`, at && `at=${at.from}-${at.to}`].filter(Boolean)
  return parts.length ? `#${parts.join('&')}` : ''
}

export function parsePlaceInEdit(hash: string): PlaceInEdit {
  const file = /[#&]file=(\d{1,4})(?:&|$)/.exec(hash)?.[1]
  const [, from, to] = /[#&]at=(\d{1,9})-(\d{1,9})$/.exec(hash) ?? []
  return {
    file: Number(file ?? 0),
    ...(from && to ? { at: { from: Number(from), to: Number(to) } } : {}),
  }
}
