import { applyDecorators } from '@nestjs/common';
import { Field } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { HoldsFile } from '../commands/input-texts.service.js';

const LARGEST_FILE_IN_CHARACTERS = 4_000_000;

/** Field for a whole spreadsheet. Its reader checks its content. */
export function FileField(deprecationReason?: string): PropertyDecorator {
  return applyDecorators(
    Field(() => String, {
      nullable: true,
      description:
        'A CSV file as text, or the bytes of a CSV or XLSX file as a data URL in Base64, such as ' +
        'data:text/csv;base64,TcOlbA==. The bytes tell which it is, and the encoding of a CSV file: UTF-8, UTF-16 or ' +
        'Windows-1252. At most 4,000,000 characters, which is an XLSX file of 3 MB. A file that cannot be read gives ' +
        'FILE_UNREADABLE.',
      ...(deprecationReason === undefined ? {} : { deprecationReason }),
    }),
    HoldsFile(),
    IsOptional(),
    IsString(),
    MaxLength(LARGEST_FILE_IN_CHARACTERS),
  );
}

/** Returns the one file of an input. @throws Refusal `INVALID_INPUT` unless there is exactly one. */
export function givenFile(...files: readonly (string | null | undefined)[]): string {
  const [given, ...more] = files.filter((one) => typeof one === 'string');
  if (given !== undefined && more.length === 0) return given;
  throw new Refusal(refusals.INVALID_INPUT, { fields: [{ field: 'file', problem: 'isDefined' }] });
}
