import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { KurrentDbAddress } from './address.js';
import type { Certificates } from './node.service.js';

/** Reads the files that the address names. @throws Error that says which file cannot be used and what to do */
export function certificatesOf({ tlsCaFile, userCertFile, userKeyFile }: KurrentDbAddress): Certificates {
  return {
    authority: certificateIn('tlsCaFile', tlsCaFile),
    userCertificate: certificateIn('userCertFile', userCertFile),
    userKey: keyIn('userKeyFile', userKeyFile),
  };
}

function certificateIn(option: string, file: string | null): Buffer | null {
  if (file === null) return null;
  const text = contentOf(option, file);
  try {
    new X509Certificate(text);
    return text;
  } catch {
    throw new Error(`The file ${file}, which ${option} names in the address of KurrentDB, has no certificate in PEM.`);
  }
}

function keyIn(option: string, file: string | null): Buffer | null {
  if (file === null) return null;
  const text = contentOf(option, file);
  try {
    createPrivateKey(text);
    return text;
  } catch {
    throw new Error(`The file ${file}, which ${option} names in the address of KurrentDB, has no private key in PEM.`);
  }
}

function contentOf(option: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new Error(`The file ${file}, which ${option} names in the address of KurrentDB, cannot be read. Correct it.`);
  }
}
