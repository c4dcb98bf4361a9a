export async function waits(page) {
  await page.getByRole('heading').waitFor()
}
