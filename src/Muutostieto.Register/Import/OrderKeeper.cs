using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>
/// Keeps non-disclosure orders from being lost or shortened by silence: those of persons who become one, that of a person replaced by a
/// record without a statement, and
/// those stated for a person not in the register yet, which are held until the person is added.
/// </summary>
internal sealed class OrderKeeper(RegisterTransaction transaction, GroupCatalog catalog) : IDisposable
{
    private readonly JsonRecordReader reader = new(catalog);
    private readonly JsonRecordWriter writer = new();
    private readonly Record statement = new();
    private readonly Record scratch = new();

    /// <summary>Which order must be in force after a record.</summary>
    /// <param name="record">The record, not applied yet.</param>
    /// <param name="own">The person as the register has them; null for a new person.</param>
    /// <param name="merged">Persons to merge into this one.</param>
    public OrderOutcome After(Record record, PersonVersion? own, IReadOnlyList<PersonVersion> merged)
    {
        var known = own?.NonDisclosureEnd;
        var atLeast = merged.Count > 0 ? merged.Select(person => person.NonDisclosureEnd).Aggregate(known, OrderEnd.Longest)
            : NonDisclosureStatement.IsMadeBy(record) ? null
            : known;
        var held = transaction.HeldFor(ImportedPerson.CodesOf(record));
        if (held.Count == 0)
        {
            return new OrderOutcome(atLeast, IsExact: false, held);
        }

        // A held statement is older than the record, and may be older than the order that the person has: only over an order that was there
        // before it, and where the record says nothing itself, does it end or shorten anything.
        var isLater =
            own is not null
            && merged.Count == 0
            && !NonDisclosureStatement.IsCarriedBy(record)
            && held.All(statement => own.From <= statement.At);
        return isLater
            ? new OrderOutcome(Apply(held, known), IsExact: true, held)
            : new OrderOutcome(OrderEnd.Longest(atLeast, Apply(held, null)), IsExact: false, held);
    }

    /// <summary>Holds the non-disclosure statement of a record whose person is not in the register.</summary>
    /// <returns>What is wrong with the statement; nothing is held then.</returns>
    public (string Kind, string Message)? Hold(Record record)
    {
        statement.Clear();
        for (var field = HeaderField.IdentityCode; field <= HeaderField.Role; field++)
        {
            statement.Set(field, record[field]);
        }

        for (var group = 0; group < record.GroupCount; group++)
        {
            if (record.Spec(group).Code == NonDisclosureStatement.Group)
            {
                statement.Copy(record, group, record.Attribute(group));
            }
        }

        scratch.Clear();
        var state = new PersonState(scratch);
        state.Apply(statement);
        if (RecordCheck.OfState(state, null) is { } fault)
        {
            return fault;
        }

        transaction.Hold(ImportedPerson.CodesOf(record), writer.Write(statement).ToArray());
        return null;
    }

    /// <summary>Makes a record say that an order is in force, or that none is, in place of whatever it says of it.</summary>
    /// <param name="record">The record, not applied yet.</param>
    /// <param name="end">The order's end; null for none.</param>
    /// <param name="before">The order's end before the record.</param>
    public void Restate(Record record, string? end, string? before)
    {
        scratch.Clear();
        for (var field = HeaderField.IdentityCode; field <= HeaderField.Role; field++)
        {
            scratch.Set(field, record[field]);
        }

        var isStated = false;
        for (var group = 0; group < record.GroupCount; group++)
        {
            if (record.Spec(group).Code != NonDisclosureStatement.Group)
            {
                scratch.Copy(record, group, record.Attribute(group));
            }
            else if (!isStated)
            {
                isStated = State(scratch, end, before);
            }
        }

        if (!isStated)
        {
            State(scratch, end, before);
        }

        record.CopyFrom(scratch);
    }

    public void Dispose() => writer.Dispose();

    /// <summary>The order that statements leave, one after another.</summary>
    private string? Apply(IReadOnlyList<HeldStatement> held, string? before)
    {
        scratch.Clear();
        var state = new PersonState(scratch);
        if (before is not null)
        {
            State(scratch, before, null);
        }

        foreach (var one in held)
        {
            reader.Read(one.Record.Span, statement);
            state.Apply(statement);
        }

        return state.NonDisclosureEnd;
    }

    private bool State(Record record, string? end, string? before)
    {
        var spec = catalog.Newest(NonDisclosureStatement.Group)
            ?? throw new InvalidOperationException("The layouts lack the group of the non-disclosure order.");
        var group = record.Add(spec, end is null ? ChangeAttribute.Deleted : ChangeAttribute.Added);
        record.Set(group, NonDisclosureStatement.End, end ?? before ?? "");
        return true;
    }
}
