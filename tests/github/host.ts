import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** An HTTP server on loopback that can stop at once and start again on the same port. */
export function createHost(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  wanted: number,
) {
  let port = wanted
  let server: Server | undefined
  const sockets = new Set<Socket>()
  return {
    port: (): number => port,
    url: (): string => `http://127.0.0.1:${port}`,
    start(): Promise<void> {
      if (server) return Promise.resolve()
      const starting = (server = createServer(handler))
      starting.on('connection', (socket) => {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
      })
      return new Promise((resolve, reject) => {
        starting.once('error', (error) => {
          if (server === starting) server = undefined
          reject(error)
        })
        starting.listen(port, '127.0.0.1', () => {
          port = (starting.address() as AddressInfo).port
          resolve()
        })
      })
    },
    /** Refuses every connection until `start`, and ends those that stand. */
    stop(): Promise<void> {
      return new Promise((resolve) => {
        const closing = server
        server = undefined
        if (!closing) return resolve()
        closing.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
    },
  }
}
