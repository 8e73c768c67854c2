/** The path of the frame's page, written by the build. Its hash names the program that draws. */
declare const __DIAGRAM_FRAME__: string
export const FRAME = __DIAGRAM_FRAME__
