using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Register.Import;

/// <summary>
/// Orders that a source only lets be inferred: it masks where a person lives and states no order, as of one who leaves the recipient's
/// sight. Such a person is protected here too, until the source shows the residence in the clear, or states an order itself. An order that
/// the source has stated is never ended so.
/// </summary>
internal sealed class PresumedOrders(ISourceMemory memory, GroupCatalog catalog)
{
    private readonly DocumentComparison documents = new(catalog);
    private const string Municipality = "204";
    private const string Address = "101";
    private const string Masked = "000";
    private bool isMasked;
    private bool? isPresumed;
    private IReadOnlyList<long> merging = [];

    /// <summary>Whether two documents of a person say the same.</summary>
    public bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => documents.AreSame(one, other);

    /// <summary>Whether the record makes persons one of whom one had a presumed order, and shows no residence: the source has to be asked
    /// whether it masks the one that they have become.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>Sets what the next record is.</summary>
    public void Begin(FeedRecord record) => (isMasked, isPresumed, IsInDoubt, merging) = (record.IsMasked, null, false, []);

    /// <summary>Which order must be in force after the record, by what it masks or shows.</summary>
    /// <param name="record">Not applied yet.</param>
    /// <param name="own">The person as the register has them; null for a new person.</param>
    /// <param name="merged">Persons to merge into this one.</param>
    /// <param name="order">What the record's statements and held ones say.</param>
    public OrderOutcome Judge(Record record, PersonVersion? own, IReadOnlyList<PersonVersion> merged, OrderOutcome order)
    {
        merging = [.. merged.Where(IsPresumed).Select(person => person.PersonId)];
        var stated = merged.Where(person => !IsPresumed(person)).Select(person => person.NonDisclosureEnd)
            .Aggregate(own is null || IsPresumed(own) ? null : own.NonDisclosureEnd, OrderEnd.Longest);
        var isAny = merging.Count > 0 || (own is not null && IsPresumed(own));
        if (NonDisclosureStatement.IsCarriedBy(record) && !(isMasked && Ends(record)))
        {
            isPresumed = false;
        }
        else if (isMasked && order.End is null)
        {
            isPresumed = true;
            return new OrderOutcome(OrderEnd.UntilFurtherNotice, IsExact: true, order.Held);
        }
        else if (isAny && !isMasked && order.Held.Count == 0 && Shows(record))
        {
            isPresumed = false;
            return new OrderOutcome(stated, IsExact: true, order.Held);
        }
        else if (isAny && merged.Count > 0)
        {
            // That persons are one says of none of them where they live: only who is shown in the clear is protected no more.
            isPresumed = stated is null;
            IsInDoubt = isPresumed == true && !isMasked;
        }

        return order;
    }

    /// <summary>Notes what the record has made of its person.</summary>
    public void Note(long person)
    {
        if (isPresumed is { } presumed)
        {
            memory.SetPresumed(person, presumed);
        }

        foreach (var gone in merging)
        {
            memory.SetPresumed(gone, false);
        }
    }

    private bool IsPresumed(PersonVersion person) => person.NonDisclosureEnd is not null && memory.IsPresumed(person.PersonId);

    /// <summary>
    /// Whether every statement of a record says that there is no order: who is masked by the same record is protected still.
    /// </summary>
    private static bool Ends(Record record)
    {
        for (var group = record.IndexOf(NonDisclosureStatement.Group); group >= 0;
            group = record.IndexOf(NonDisclosureStatement.Group, group + 1))
        {
            if (record.Attribute(group) is not (ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Shows(Record record)
    {
        for (var group = 0; group < record.GroupCount; group++)
        {
            var code = record.Spec(group).Code;
            var isStill = record.Attribute(group) is not (ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected);
            if (isStill && (code == Address || (code == Municipality && record.Text(group, "kuntanumero") != Masked)))
            {
                return true;
            }
        }

        return false;
    }
}
