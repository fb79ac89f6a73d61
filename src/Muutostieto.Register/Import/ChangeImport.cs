using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>
/// Imports change files: each record is applied to the person who has, or had, its identity code, and is one entry of the journal, whether it changes anything or not.
/// A new individual (type 1) comes into being or is replaced; a change of somebody whom the register does not have is passed over.
/// </summary>
internal sealed class ChangeImport(RegisterTransaction transaction, ImportFindings findings, ImportCounts counts, Func<string, bool>? isMunicipality)
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
            PassOver(file, "unknown-person", "the person is not in the register");
            return;
        }

        var known = owners.ConvertAll(owner => transaction.Current(owner)!);
        if (known.Count > 0 && person.Complete(record, isNew, known[0], known.Skip(1)) && isNew)
            file.Note(file.Line, "order-kept", "a new individual's record that says nothing of a non-disclosure order replaces a person who has one; the order is kept");
        if (isNew) person.Begin();
        else person.Begin(known[0]);
        person.State.Apply(record);
        if (RecordCheck.OfState(person.State, isMunicipality) is { } fault)
        {
            file.Fault(file.Line, fault.Kind, fault.Message);
            return;
        }

        transaction.Append(person.ToEntry(record, owners.Count > 0 ? owners[0] : null, owners.Count > 1 ? owners[1..] : []));
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

    private void PassOver(RecordFileReader file, string kind, string message)
    {
        counts.Skipped++;
        file.Note(file.Line, kind, $"{message}; the line is passed over");
    }
}
