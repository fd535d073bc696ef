// What is used of the package: its own types are its sources, which are not written to the rules of this folder.

export function compress(data: Uint8Array, mode: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9): Uint8Array
export function decompress(data: Uint8Array): Uint8Array<ArrayBuffer>
