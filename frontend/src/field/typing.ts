// What is being typed goes to the database at once; while one write runs, only the newest text waits behind it.

let queue: Promise<unknown> = Promise.resolve();

/** One write after the other, in the order in which they were made. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = queue.then(work, work);
  queue = next.catch(() => undefined);
  return next;
}

/** The field shows `data-kept` when what it holds is on the disk. */
export function keepTyping(element: HTMLInputElement | HTMLTextAreaElement, save: (value: string) => Promise<unknown>): void {
  let isWaiting = false;
  const keep = () => {
    delete element.dataset.kept;
    if (isWaiting) return;
    isWaiting = true;
    void inTurn(async () => {
      isWaiting = false;
      const value = element.value;
      await save(value.trim());
      if (element.value === value) element.dataset.kept = "";
    });
  };
  element.addEventListener("input", keep);
  element.addEventListener("change", () => {
    if (!("kept" in element.dataset)) keep();
  });
}

/** Resolves when everything that was typed is kept. */
export async function flush(): Promise<void> {
  await queue;
}
