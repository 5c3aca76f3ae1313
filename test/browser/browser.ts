import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Debian's Chromium; where it is absent the browser tests are skipped. */
export const CHROMIUM = '/usr/bin/chromium'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: FLAGS })

/** The bot as `npm start` runs it without tokens, on a database of its own: its address, and how to end it. */
export async function start(): Promise<{ address: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'))
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'decisions.db')}`,
    LOG_LEVEL: 'warn',
  }
  const child: ChildProcess = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (found) resolve(found)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', () => reject(new Error(`the bot ended: ${said}`)))
  })
  return {
    address,
    stop() {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Window {
  readonly page: Page
  /** Console errors, uncaught exceptions, and requests to anywhere but the workspace. */
  readonly complaints: readonly string[]
}

/** A browser window of its own on the workspace. */
export async function open(
  browser: Browser,
  address: string,
  look: { scheme: 'light' | 'dark'; width: number },
): Promise<Window> {
  const context = await browser.newContext({ colorScheme: look.scheme, viewport: { width: look.width, height: 860 } })
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) complaints.push(request.url())
  })
  await page.goto(address)
  return { page, complaints }
}

/** Types into a message box and sends it. A space closes the list of suggestions first. */
export async function say(page: Page, box: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: box }).fill(`${text} `)
  await page.getByRole('combobox', { name: box }).press('Enter')
}

/** Acts as somebody else, in the same place. It is a new page: a click before its script runs would be lost. */
export async function actAs(page: Page, name: string): Promise<void> {
  await page.locator('.me summary').click()
  await page.locator('.me a', { hasText: name }).click()
  await page.locator('body[data-ready] .me summary', { hasText: name }).waitFor({ state: 'attached' })
}

/** Goes to a place of the side bar, which a narrow window hides behind a button. */
export async function goTo(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('button', { name: 'Channels' })
  if (await menu.isVisible()) await menu.click()
  await page.locator('.side a', { hasText: name }).click()
}
