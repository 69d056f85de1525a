import { generate } from 'selfsigned';

export const CLOUD_HOST = 'synap-cloud-prod.maximem.ai';

/** A certificate for the cloud's name and for loopback; nobody trusts it unless told to. */
export async function selfSignedCertificate(): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: CLOUD_HOST }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: CLOUD_HOST },
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
