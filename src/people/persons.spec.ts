import { refused } from '../../test/support/given.js';
import {
  adam,
  always,
  deputyOf,
  gone,
  hanna,
  held,
  register,
  sara,
  today,
} from '../../test/support/register-under-test.js';
import { idOf } from '../kernel/identity.js';
import { addPerson, erasePersonName, renamePerson } from './persons.js';

const personId = idOf('Person', 'p-1042');

describe('a person', () => {
  it('is added, and signs in by their id or by what the sign-in calls them', () => {
    expect(addPerson({ personId, name: 'Hedda' }, register(), false)).toEqual({
      happened: 'PersonAdded',
      kind: 'person',
      person: { id: personId, name: 'Hedda', title: null, email: null, subject: 'p-1042' },
    });
    expect(addPerson({ personId, name: 'Hedda', subject: 'auth0|7f' }, register(), false)).toMatchObject({
      person: { subject: 'auth0|7f' },
    });
  });

  it('rule 142: has an address for mail, which is changed, left and taken away', () => {
    const added = addPerson({ personId, name: 'Hedda', email: 'hedda@exempel.se' }, register(), false);
    if (added.happened !== 'PersonAdded') throw new Error(added.happened);
    expect(added.person).toMatchObject({ email: 'hedda@exempel.se' });
    const there = register({ persons: [added.person] });
    const renamed = (email?: string | null) =>
      renamePerson({ personId, name: 'Hedda', ...(email !== undefined && { email }) }, there);
    expect([undefined, null, '', 'ny@exempel.se'].map((email) => renamed(email))).toMatchObject([
      { person: { email: 'hedda@exempel.se' } },
      { person: { email: 'hedda@exempel.se' } },
      { person: { email: null } },
      { person: { email: 'ny@exempel.se' } },
    ]);
    expect(erasePersonName({ personId }, there, today)).toMatchObject({ person: { email: null } });
  });

  it('rule 46: is added once, also when the name was erased: the id goes on meaning whom it meant', () => {
    for (const there of [hanna, gone]) {
      refused(() => addPerson({ personId: there, name: 'Ny' }, register(), false), 'ALREADY_REGISTERED', { id: there });
    }
  });

  it('rule 55: does not share a sign-in', () => {
    refused(() => addPerson({ personId, name: 'Hedda', subject: 'taken' }, register(), true), 'SIGN_IN_TAKEN', {
      subject: 'taken',
    });
  });

  it('is refused without a name or with a sign-in that says nothing', () => {
    refused(() => addPerson({ personId, name: '\t' }, register(), false), 'TEXT_MISSING', { field: 'name' });
    refused(() => addPerson({ personId, name: 'Hedda', subject: ' ' }, register(), false), 'TEXT_MISSING', {
      field: 'subject',
    });
  });
});

describe('a name', () => {
  it('is changed, and signs in as before', () => {
    expect(renamePerson({ personId: hanna, name: 'Hanna Ny' }, register())).toEqual({
      happened: 'PersonRenamed',
      kind: 'person',
      person: { id: hanna, name: 'Hanna Ny', title: null, email: null, subject: hanna },
    });
    refused(() => renamePerson({ personId: hanna, name: ' ' }, register()), 'TEXT_MISSING');
    refused(() => renamePerson({ personId, name: 'Ny' }, register()), 'NOT_FOUND', { id: personId });
  });

  it('has the title beside it, which a new name leaves unless another title is given', () => {
    const titled = (title: string | null) => ({
      ...register(),
      persons: [{ id: hanna, name: 'Hanna', title, email: null, subject: hanna }],
    });
    const named = (title?: string | null) =>
      renamePerson({ personId: hanna, name: 'Hanna Ny', title }, titled('jurist'));
    const change = (title: string | null) => ({ person: { name: 'Hanna Ny', title } });
    expect(addPerson({ personId, name: 'Hedda', title: 'enhetschef' }, register(), false)).toMatchObject({
      person: { title: 'enhetschef' },
    });
    expect(named()).toMatchObject(change('jurist'));
    expect(named(null)).toMatchObject(change('jurist'));
    expect(named('enhetschef')).toMatchObject(change('enhetschef'));
    expect(named(' ')).toMatchObject(change(null));
    expect(erasePersonName({ personId: hanna }, titled('jurist'), today)).toMatchObject({ person: { title: null } });
  });

  it('rule 46: is erased, and leaves the id', () => {
    expect(erasePersonName({ personId: hanna }, register(), today)).toEqual({
      happened: 'PersonNameErased',
      kind: 'person',
      person: { id: hanna, name: null, title: null, email: null, subject: null },
    });
    refused(() => erasePersonName({ personId }, register(), today), 'NOT_FOUND', { id: personId });
  });

  it('rule 46: that is erased is not given again', () => {
    refused(() => renamePerson({ personId: gone, name: 'Åter' }, register()), 'NAME_ERASED', { personId: gone });
  });

  it('rule 56: is not erased while a role is held, or will be, also as a deputy', () => {
    const role = held(1, hanna, 'CLERK');
    const later = held(2, hanna, 'AUDITOR', { from: '2026-07-01', to: '2026-08-01' });
    const deputy = deputyOf(held(3, adam, 'SECRETARY'), hanna);
    refused(
      () => erasePersonName({ personId: hanna }, register({ roles: [role, later], deputies: [deputy] }), today),
      'HOLDS_ROLES',
      { personId: hanna, roles: ['exempel.ks.role-1', 'exempel.ks.role-2', 'exempel.ks.role-3.d1'] },
    );
  });

  it('is erased when the last day of all of it has passed, whatever others hold', () => {
    const ended = { ...always, to: '2026-05-11' };
    const roles = [held(1, hanna, 'CLERK', ended), held(2, sara, 'SECRETARY')];
    const deputies = [deputyOf(held(2, sara, 'SECRETARY'), hanna, ended)];
    const there = register({ roles, deputies });
    expect(erasePersonName({ personId: hanna }, there, today)).toMatchObject({ happened: 'PersonNameErased' });
    refused(() => erasePersonName({ personId: hanna }, there, '2026-05-11'), 'HOLDS_ROLES');
  });
});
