export async function waits(page) {
  await page.waitForTimeout(500)
  await new Promise((resolve) => setTimeout(resolve, 500))
}
