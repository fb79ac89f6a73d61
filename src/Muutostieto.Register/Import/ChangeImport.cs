using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>
/// Imports change files: each record is applied to the person it concerns (<see cref="RecordOwner"/>), and is one entry of the journal,
/// whether it changes anything or not.
/// A new individual (type 1) comes into being or is replaced; of a change of a person not in the register, the non-disclosure statement is
/// held until the person is added, and the rest is skipped.
/// </summary>
internal sealed class ChangeImport(
    RegisterTransaction transaction,
    CodeReassignment progress,
    ImportFindings findings,
    ImportCounts counts,
    OrderKeeper orders,
    Func<string, bool>? isMunicipality,
    PresumedOrders? presumed = null)
{
    private readonly RegisterCodes register = new(transaction);

    public void Import(RecordFileReader file, ImportedPerson person, CancellationToken cancellation)
    {
        var record = new Record();
        while (file.Read(record))
        {
            cancellation.ThrowIfCancellationRequested();
            counts.Records++;
            if (record.Type == RecordType.Continuation)
            {
                // The continued record is missing. Its non-disclosure statement must not be skipped, and alone it is incomplete.
                if (NonDisclosureStatement.IsCarriedBy(record))
                {
                    file.Fault(
                        file.Line,
                        "continuation",
                        "a continuation line that continues nothing has a non-disclosure order (group 015)");
                }
                else
                {
                    PassOver(file, "continuation", "a continuation line that continues nothing");
                }

                continue;
            }

            if (RecordCheck.OfChange(record) is { } fault)
            {
                file.Fault(file.Line, fault.Kind, fault.Message);
            }

            // After a fault lines are only checked, so that all faults are reported at once.
            if (!findings.HasFaults)
            {
                Apply(file, record, person);
            }
        }
    }

    /// <summary>Applies one record and enters it.</summary>
    /// <returns>The person that it concerns; null when it was passed over or refused.</returns>
    public long? Apply(IRecordSource file, Record record, ImportedPerson person)
    {
        var owner = RecordOwner.Of(record, RecordCodes.Of(record), register);
        var isNew = record.Type == RecordType.New;
        if (OwnerFault.Of(owner) is { } unclear)
        {
            file.Fault(file.Line, unclear.Kind, unclear.Message);
            return null;
        }

        if (owner.Person is null && !isNew)
        {
            if (NonDisclosureStatement.IsCarriedBy(record))
            {
                Hold(file, record);
            }
            else
            {
                PassOver(file, "unknown-person", "the person is not in the register");
            }

            return null;
        }

        // An interface masks who is protected: what it shows in the clear says that there is no order.
        if (isNew && presumed is null && OwnerFault.OfSilence(record, owner, transaction) is { } silent)
        {
            file.Fault(file.Line, silent.Kind, silent.Message);
            return null;
        }

        owner.LeaveOutGivenAway(record);
        var own = owner.Person is { } id ? transaction.Current(id) : null;
        List<PersonVersion> merged = [.. owner.Merged.Select(other => transaction.Current(other)!)];
        person.Complete(record, own, merged, code => register.HoldersOf(code).InForce is not null);
        if (isNew && own?.NonDisclosureEnd is not null && !NonDisclosureStatement.IsCarriedBy(record))
        {
            file.Note(
                file.Line,
                "order-kept",
                "a new individual's record that says nothing of a non-disclosure order replaces a person who has one; the order is kept");
        }

        var order = orders.After(record, own, merged);
        order = presumed?.Judge(record, own, merged, order) ?? order;
        person.Apply(record, own, order, orders);
        if ((RecordCheck.OfState(person.State, isMunicipality) ?? OwnerFault.OfState(person.State, owner, transaction)) is { } fault)
        {
            file.Fault(file.Line, fault.Kind, fault.Message);
            return null;
        }

        var entry = person.ToEntry(record, owner.Person, owner.Merged);
        if (presumed is not null && isNew && merged.Count == 0 && own is not null
            && presumed.AreSame(own.Document.Span, entry.Version.Document.Span))
        {
            counts.Unchanged++;
            presumed.Note(own.PersonId);
            return own.PersonId;
        }

        progress.Take(entry.Version, entry.RegistrationDay);
        var entered = transaction.Append(entry);
        transaction.Release(order.Held, person.State.IdentityCode);
        presumed?.Note(entered.PersonId);
        Count(file, isNew, owner);
        return entered.PersonId;
    }

    private void Count(IRecordSource file, bool isNew, RecordOwner owner)
    {
        if (!isNew)
        {
            counts.Changed++;
        }
        else if (owner.Person is null)
        {
            counts.Added++;
        }
        else
        {
            counts.Replaced++;
        }

        if (owner.Merged.Count == 0)
        {
            return;
        }

        counts.Merged += owner.Merged.Count;
        file.Note(
            file.Line,
            "merged",
            $"its identity codes belonged to {owner.Merged.Count + 1} persons of the register, who are one from now on");
    }

    private void Hold(IRecordSource file, Record record)
    {
        if (orders.Hold(record) is { } fault)
        {
            file.Fault(file.Line, fault.Kind, fault.Message);
            return;
        }

        counts.Held++;
        file.Note(
            file.Line,
            "order-held",
            "the person is not in the register; what the line says of a non-disclosure order is held until it is, the rest is passed over");
    }

    private void PassOver(IRecordSource file, string kind, string message)
    {
        counts.Skipped++;
        file.Note(file.Line, kind, $"{message}; the line is passed over");
    }
}
