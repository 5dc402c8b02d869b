import { type ComponentChildren, createElement, Fragment, toChildArray, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A text that no page contains. */
export const PLACE_OF_BODY = '\0';

/**
 * Renders a page as bytes. Each part of the body is rendered by itself: the text of a whole page has two bytes a
 * character, and V8 gives each text of more than 128 kB pages of memory of its own, which takes longer than to render.
 */
export function pageOf(frame: VNode, body: ComponentChildren): Buffer {
  const [before = '', after = ''] = renderToString(frame).split(PLACE_OF_BODY);
  const parts = partsOf(body).map((part) => renderToString(createElement(Fragment, null, part)));
  return Buffer.concat([`<!doctype html>${before}`, ...parts, after].map((text) => Buffer.from(text)));
}

function partsOf(children: ComponentChildren): ComponentChildren[] {
  return toChildArray(children).flatMap((child) =>
    typeof child === 'object' && child.type === Fragment ? partsOf(child.props.children) : [child],
  );
}
