import { expect, it } from 'vitest';
import { searchOf, targetOf } from '../../../src/inspector/inspector-target.ts';
import { ID, OTHER_ID } from '../../support/ui/fixtures.ts';

it.each([
  ['', { kind: 'start' }],
  ['?none=1', { kind: 'nothing-found', place: null, why: null }],
  ['?none=frame', { kind: 'nothing-found', place: 'frame', why: null }],
  ['?none=page&why=store', { kind: 'nothing-found', place: 'page', why: 'store' }],
  [`?id=${ID.toUpperCase()}`, { kind: 'one', id: ID }],
  ['?id=', { kind: 'invalid', text: '' }],
  ['?id=%3Cscript%3E', { kind: 'invalid', text: '<script>' }],
  [`?ids=${ID}`, { kind: 'one', id: ID }],
  [`?ids=${ID},x,${OTHER_ID},${ID}`, { kind: 'choice', ids: [ID, OTHER_ID], place: null, more: 0 }],
  [`?ids=${ID},${OTHER_ID}&place=link&more=7`, { kind: 'choice', ids: [ID, OTHER_ID], place: 'link', more: 7 }],
  [`?ids=${ID},${OTHER_ID}&place=x&more=-x`, { kind: 'choice', ids: [ID, OTHER_ID], place: null, more: 0 }],
  ['?ids=x,y', { kind: 'invalid', text: 'x,y' }],
])('%s', (search, target) => expect(targetOf(search)).toEqual(target));

it('is found again', () => expect(targetOf(searchOf(ID))).toEqual({ kind: 'one', id: ID }));
