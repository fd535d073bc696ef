import { chromium } from 'playwright-core'
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'] })
for (const [width, scheme] of [[1440, 'light'], [390, 'light'], [1440, 'dark']]) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme })
  page.on('console', (m) => { if (m.type() === 'error') console.log('console:', m.text()) })
  page.on('pageerror', (e) => console.log('pageerror:', e.message))
  await page.goto('file://' + process.argv[2])
  await page.waitForTimeout(1500)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  console.log(width, scheme, 'overflow', overflow)
  await page.addStyleTag({ content: 'nav,.choice{position:static !important}' })
  await page.screenshot({ path: `/tmp/shot-${width}-${scheme}.png`, fullPage: true })
}
await browser.close()
