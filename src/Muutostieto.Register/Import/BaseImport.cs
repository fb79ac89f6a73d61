using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>Imports base files: each record makes a new person, or replaces the state of the one who has, or had, one of its identity codes.</summary>
internal sealed class BaseImport(RegisterTransaction transaction, ImportFindings findings, ImportCounts counts, OrderKeeper orders, Func<string, bool>? isMunicipality)
{
    public void Import(RecordFileReader file, ImportedPerson person, CancellationToken cancellation)
    {
        var record = new Record();
        var seen = new HashSet<long>();
        while (file.Read(record))
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Records++;
            var fault = RecordCheck.OfBase(record);
            List<long> owners = fault is null ? [.. ImportedPerson.CodesOf(record).Select(transaction.PersonOf).OfType<long>().Distinct()] : [];
            var known = owners.Count == 1 ? transaction.Current(owners[0]) : null;
            var orderKept = false;
            OrderOutcome? order = null;
            if (fault is null)
            {
                if (known is not null) person.Complete(record, known);
                orderKept = known?.NonDisclosureEnd is not null && !NonDisclosureStatement.IsCarriedBy(record);
                order = orders.After(record, known, []);
                person.Apply(record, known, order, orders);
                fault = RecordCheck.OfState(person.State, isMunicipality);
            }

            if (fault is not null) file.Fault(file.Line, fault.Value.Kind, fault.Value.Message);

            // Behind a fault lines are only checked, so that all faults are told at once.
            if (findings.HasFaults) continue;
            if (owners.Count > 1)
            {
                file.Fault(file.Line, "two-persons", "its identity codes belong to two persons of the register");
                continue;
            }

            if (orderKept)
                file.Note(file.Line, "order-kept", "a record that says nothing of a non-disclosure order replaces a person who has one; the order is kept");
            var entered = Enter(person.ToEntry(record, owners.Count == 1 ? owners[0] : null, []));
            transaction.Release(order!.Held, person.State.IdentityCode);
            if (!seen.Add(entered)) file.Note(file.Line, "same-person", "an earlier line is about the same person; this one counts");
        }
    }

    private long Enter(NewEntry entry)
    {
        var version = entry.Version;
        if (version.PersonId is not { } person)
        {
            counts.Added++;
            return transaction.Append(entry).PersonId;
        }

        // The document says it all, but for former codes that the register has not heard of, which make the document differ too (group 001).
        if (transaction.Current(person)!.Document.Span.SequenceEqual(version.Document.Span))
        {
            counts.Unchanged++;
            return person;
        }

        counts.Replaced++;
        return transaction.Append(entry).PersonId;
    }
}
