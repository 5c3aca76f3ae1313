import { isIPv4, isIPv6 } from 'node:net'

const PRIVATE_V4 = [/^127\./, /^10\./, /^192\.168\./, /^172\.(?:1[6-9]|2\d|3[01])\./, /^169\.254\./]

/**
 * Whether an endpoint is inside the own network: loopback, a private address, or a host that the administrator has
 * named. Without an address it is the maker's own, so outside.
 */
export function isLocal(baseUrl: string | undefined, localHosts: readonly string[]): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false
  const host = new URL(baseUrl).hostname.toLowerCase().replace(/^\[|\]$/g, '')
  if (localHosts.includes(host) || host === 'localhost' || host.endsWith('.localhost')) return true
  if (isIPv4(host)) return PRIVATE_V4.some((range) => range.test(host))
  return isIPv6(host) && (host === '::1' || /^f[cd]/.test(host))
}
