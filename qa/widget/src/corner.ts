// Where the bubble stands: in a corner where it hides nothing that has the focus (WCAG 2.4.11).

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

// The classes of the corners, the usual one first; CSS places them.
export const CORNERS = ["", "left", "up", "up left"] as const;
export type Corner = (typeof CORNERS)[number];

/**
 * Return the first corner in which a box touches nothing of what has the focus.
 *
 * Without such a corner, as where a whole page has the focus, the first that leaves something of it
 * to be seen; undefined where none does. `box` is where it stands now,
 * in corner `now`; it is mirrored in the window for the others.
 */
export function clearCorner(
  box: Box,
  now: Corner,
  focus: Box,
  width: number,
  height: number,
): Corner | undefined {
  const find = (isClear: (left: number, top: number, right: number, bottom: number) => boolean) =>
    CORNERS.find((corner) => {
      const flip = (name: string): boolean => corner.includes(name) !== now.includes(name);
      const [left, right] = flip("left") ? [width - box.right, width - box.left] : [box.left, box.right];
      const [top, bottom] = flip("up") ? [height - box.bottom, height - box.top] : [box.top, box.bottom];
      return isClear(left, top, right, bottom);
    });
  return (
    find((left, top, right, bottom) =>
      focus.right <= left || focus.left >= right || focus.bottom <= top || focus.top >= bottom,
    ) ??
    find((left, top, right, bottom) =>
      Math.max(focus.left, 0) < left || Math.max(focus.top, 0) < top ||
      Math.min(focus.right, width) > right || Math.min(focus.bottom, height) > bottom,
    )
  );
}
