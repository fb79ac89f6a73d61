using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>
/// Imports base files: each record makes a new person, or replaces the state of the person it concerns (<see cref="RecordOwner"/>). A
/// record whose former code is in force for another person waits for the end of the file: when that person has a record of its own by then,
/// they are two persons.
/// </summary>
internal sealed class BaseImport(
    RegisterTransaction transaction,
    CodeReassignment progress,
    ImportFindings findings,
    ImportCounts counts,
    OrderKeeper orders,
    Func<string, bool>? isMunicipality)
{
    private readonly RegisterCodes register = new(transaction);
    private readonly List<(Record Record, long Line)> waiting = [];

    public void Import(RecordFileReader file, ImportedPerson person, CancellationToken cancellation)
    {
        var record = new Record();
        register.Apart.Clear();
        waiting.Clear();
        while (file.Read(record))
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Records++;
            if (RecordCheck.OfBase(record) is { } fault)
            {
                file.Fault(file.Line, fault.Kind, fault.Message);
                continue;
            }

            if (WaitsFor(record))
            {
                waiting.Add((new Record(), file.Line));
                waiting[^1].Record.CopyFrom(record);
                continue;
            }

            Import(file, file.Line, record, person);
        }

        foreach (var (late, line) in waiting)
        {
            Import(file, line, late, person);
        }
    }

    /// <summary>Whether the record passivates the code in force of a person without a record in the file so far.</summary>
    private bool WaitsFor(Record record)
    {
        var own = register.HoldersOf(record.Text(HeaderField.IdentityCode)).InForce;
        return RecordCodes
            .Of(record)
            .Passivated.Any(of => register.HoldersOf(of.Code).InForce is { } other && other != own && !register.IsApart(other));
    }

    private void Import(RecordFileReader file, long line, Record record, ImportedPerson person)
    {
        var owner = RecordOwner.Of(record, RecordCodes.Of(record), register);
        owner.LeaveOutGivenAway(record);
        var known = owner.Person is { } id ? transaction.Current(id) : null;
        person.Complete(record, known, [], code => register.HoldersOf(code).InForce is not null);
        var orderKept = known?.NonDisclosureEnd is not null && !NonDisclosureStatement.IsCarriedBy(record);
        var order = orders.After(record, known, []);
        person.Apply(record, known, order, orders);
        var fault = RecordCheck.OfState(person.State, isMunicipality);
        if (fault is not null)
        {
            file.Fault(line, fault.Value.Kind, fault.Value.Message);
        }

        // After a fault lines are only checked, so that all faults are reported at once.
        if (findings.HasFaults)
        {
            return;
        }

        if (owner.Merged.Count > 0)
        {
            file.Fault(line, "two-persons", "its identity codes belong to two persons of the register");
            return;
        }

        if ((
                OwnerFault.Of(owner)
                ?? OwnerFault.OfState(person.State, owner, transaction)
                ?? OwnerFault.OfSilence(record, owner, transaction)
            ) is
            { } unclear)
        {
            file.Fault(line, unclear.Kind, unclear.Message);
            return;
        }

        if (orderKept)
        {
            file.Note(
                line,
                "order-kept",
                "a record that says nothing of a non-disclosure order replaces a person who has one; the order is kept");
        }

        if (owner.GivenAway.Count > 0)
        {
            file.Note(
                line,
                "former-code-of-another",
                "a former code in it is the code in force of another person; it is left out, and the two stay two persons");
        }

        var entered = Enter(person.ToEntry(record, owner.Person, []));
        transaction.Release(order.Held, person.State.IdentityCode);
        if (!register.Apart.Add(entered))
        {
            file.Note(line, "same-person", "an earlier line is about the same person; this one counts");
        }
    }

    private long Enter(NewEntry entry)
    {
        var version = entry.Version;

        // The document says it all, but for former codes that the register has not heard of, which make the document differ too (group
        // 001).
        if (version.PersonId is { } person && transaction.Current(person)!.Document.Span.SequenceEqual(version.Document.Span))
        {
            counts.Unchanged++;
            return person;
        }

        if (version.PersonId is null)
        {
            counts.Added++;
        }
        else
        {
            counts.Replaced++;
        }

        progress.Take(version, entry.RegistrationDay);
        return transaction.Append(entry).PersonId;
    }
}
