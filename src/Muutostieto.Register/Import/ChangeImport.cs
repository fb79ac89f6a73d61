using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>
/// Imports change files: each record is applied to the person who has, or had, its identity code, and is one entry of the journal, whether it changes anything or not.
/// A new individual (type 1) comes into being or is replaced; of a change of somebody whom the register does not have, what it states of a non-disclosure order
/// is held until the register has them, and the rest is passed over.
/// </summary>
internal sealed class ChangeImport(
    RegisterTransaction transaction, ImportFindings findings, ImportCounts counts, OrderKeeper orders, Func<string, bool>? isMunicipality)
{
    public void Import(RecordFileReader file, ImportedPerson person, CancellationToken cancellation)
    {
        var record = new Record();
        while (file.Read(record))
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Records++;
            if (record.Type == RecordType.Continuation)
            {
                PassOver(file, "continuation", "a continuation line that continues nothing");
                continue;
            }

            if (RecordCheck.OfChange(record) is { } fault) file.Fault(file.Line, fault.Kind, fault.Message);

            // Behind a fault lines are only checked, so that all faults are told at once.
            if (!findings.HasFaults) Apply(file, record, person);
        }
    }

    private void Apply(RecordFileReader file, Record record, ImportedPerson person)
    {
        // The header's person first: when the record says that others are the same, it is the one who stays.
        var owners = ImportedPerson.CodesOf(record).Select(transaction.PersonOf).OfType<long>().Distinct().ToList();
        var isNew = record.Type == RecordType.New;
        if (owners.Count == 0 && !isNew)
        {
            if (NonDisclosureStatement.IsCarriedBy(record)) Hold(file, record);
            else PassOver(file, "unknown-person", "the person is not in the register");
            return;
        }

        var known = owners.ConvertAll(owner => transaction.Current(owner)!);
        var own = known.FirstOrDefault();
        if (own is not null) person.Complete(record, own);
        if (isNew && own?.NonDisclosureEnd is not null && !NonDisclosureStatement.IsCarriedBy(record))
            file.Note(file.Line, "order-kept", "a new individual's record that says nothing of a non-disclosure order replaces a person who has one; the order is kept");
        var order = orders.After(record, own, [.. known.Skip(1)]);
        person.Apply(record, own, order, orders);
        if (RecordCheck.OfState(person.State, isMunicipality) is { } fault)
        {
            file.Fault(file.Line, fault.Kind, fault.Message);
            return;
        }

        transaction.Append(person.ToEntry(record, owners.Count > 0 ? owners[0] : null, owners.Count > 1 ? owners[1..] : []));
        transaction.Release(order.Held, person.State.IdentityCode);
        Count(file, isNew, owners.Count);
    }

    private void Count(RecordFileReader file, bool isNew, int owners)
    {
        if (!isNew) counts.Changed++;
        else if (owners == 0) counts.Added++;
        else counts.Replaced++;
        if (owners < 2) return;
        counts.Merged += owners - 1;
        file.Note(file.Line, "merged", $"its identity codes belonged to {owners} persons of the register, who are one from now on");
    }

    private void Hold(RecordFileReader file, Record record)
    {
        if (orders.Hold(record) is { } fault)
        {
            file.Fault(file.Line, fault.Kind, fault.Message);
            return;
        }

        counts.Held++;
        file.Note(file.Line, "order-held", "the person is not in the register; what the line says of a non-disclosure order is held until it is, the rest is passed over");
    }

    private void PassOver(RecordFileReader file, string kind, string message)
    {
        counts.Skipped++;
        file.Note(file.Line, kind, $"{message}; the line is passed over");
    }
}
