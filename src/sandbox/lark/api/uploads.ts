/** Knows the endpoints that take an image or a file, and what is too big or empty. */
import { z } from 'zod';
import { because, codes } from '../codes.ts';
import { sizeLimits } from '../limits.ts';
import { type Answer, type Call, done, type Endpoint, endpoint, refuse, text } from './endpoint.ts';

/** The uploaded bytes, or why they are refused. */
function bytesOf(call: Call, most: number): Uint8Array | Answer {
  const bytes = call.upload?.file?.bytes;
  if (bytes === undefined || bytes.length === 0) return refuse(codes.emptyFile);
  return bytes.length > most ? refuse(codes.bigFile) : bytes;
}

const image = endpoint({
  name: 'im.image.create',
  verb: 'POST',
  path: '/open-apis/im/v1/images',
  args: z.object({ image_type: z.enum(['message', 'avatar']) }),
  run(_args, core, call) {
    const bytes = bytesOf(call, sizeLimits.imageBytes);
    if ('status' in bytes) return bytes;
    if (!isImage(bytes)) return refuse(because(codes.wrongFileType, 'not an image'));
    const { key } = core.files.keep({ kind: 'image', name: '', fileType: 'image', bytes });
    return done({ image_key: key });
  },
});

const file = endpoint({
  name: 'im.file.create',
  verb: 'POST',
  path: '/open-apis/im/v1/files',
  args: z.object({
    file_type: z.enum(['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']),
    file_name: text,
    duration: z.string().optional(),
  }),
  run({ file_type, file_name }, core, call) {
    const bytes = bytesOf(call, sizeLimits.fileBytes);
    if ('status' in bytes) return bytes;
    const { key } = core.files.keep({ kind: 'file', name: file_name, fileType: file_type, bytes });
    return done({ file_key: key });
  },
});

/** First bytes of the formats Lark takes: PNG, JPEG, GIF, RIFF (WEBP), BMP, TIFF, ICO. */
const beginnings = ['89504e47', 'ffd8ff', '47494638', '52494646', '424d', '49492a00', '4d4d002a', '00000100'];

function isImage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return beginnings.some((beginning) => start.startsWith(beginning));
}

export const uploadEndpoints: readonly Endpoint[] = [image, file];
