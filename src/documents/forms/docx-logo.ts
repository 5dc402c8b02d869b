import { escapedForXml } from '../../kernel/xml.js';
import type { Logo } from '../document.js';

export interface DocxPicture {
  /** The path of the picture beside the document's. */
  readonly target: string;
  readonly base64: string;
  readonly paragraph: string;
}

/** English Metric Units: 36 000 in a millimetre. The logo is as high as on the PDF. */
const HEIGHT = 18 * 36_000;
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

/** Returns the logo. A word processor shows no SVG without a PNG beside it, so that one of that format is left out. */
export function docxLogo(logo: Logo | null): DocxPicture | null {
  if (logo?.format !== 'png') return null;
  const size = sizeOfPng(logo.base64);
  if (size === null) return null;
  const extent = `cx="${Math.round((HEIGHT * size.width) / size.height)}" cy="${HEIGHT}"`;
  const name = `id="1" name="Logo" descr="${escapedForXml(logo.alternative)}"`;
  return {
    target: 'media/logo.png',
    base64: logo.base64,
    paragraph:
      `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing"><wp:extent ${extent}/><wp:docPr ${name}/>` +
      `<a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture"><pic:pic xmlns:pic="${DRAWING}/picture">` +
      `<pic:nvPicPr><pic:cNvPr ${name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
      `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>` +
      '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
  };
}

/** Width and height stand at the start of a PNG, in its first chunk (ISO/IEC 15948, IHDR); null when it is none. */
function sizeOfPng(base64: string): { readonly width: number; readonly height: number } | null {
  const head = Array.from(atob(base64.slice(0, 32)), (character) => character.charCodeAt(0));
  const number = (at: number) => head.slice(at, at + 4).reduce((sum, byte) => sum * 256 + byte, 0);
  const [width, height] = [number(16), number(20)];
  return head.length === 24 && number(0) === 0x89504e47 && width > 0 && height > 0 ? { width, height } : null;
}
