using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>
/// The groups in force for one person, and what a record does to them. The same for the register and for a recipient, so that both come to
/// the same state:
/// each group code is changed independently, and what a product leaves out changes nothing of the rest. Three things a product must keep
/// together for that:
/// end dates and keys with their group, 451 and 452 with what they describe, and the permanent address (101) with all other addresses and
/// contact data.
/// </summary>
public sealed partial class PersonState
{
    private const string IdentityCodes = "001";
    private const string Deceased = "013";
    private readonly Record groups;

    /// <summary>A person without any data yet.</summary>
    public PersonState()
        : this(new Record())
    {
    }

    /// <summary>A person whose groups in force are those of a record, as a register's document gives them.</summary>
    /// <param name="groups">Kept and changed by this state; may be filled anew with another person's document at any time.</param>
    public PersonState(Record groups) => this.groups = groups;

    /// <summary>
    /// The state: identity code, and groups in the order of their codes, clarifying ones behind what they clarify. Every attribute is 1, or
    /// 0 where a group only describes another. Read it; <see cref="Apply"/> alone changes it.
    /// </summary>
    public Record Groups => groups;

    /// <summary>The identity code in force; empty for a person without data.</summary>
    public string IdentityCode => groups.Text(HeaderField.IdentityCode);

    /// <summary>Municipality of residence, three digits; empty when there is none.</summary>
    public string Municipality => Single("204", "kuntanumero");

    /// <summary>Whether no death is known.</summary>
    public bool IsAlive => groups.IndexOf(Deceased) < 0;

    /// <summary>
    /// End of the non-disclosure order VVVVKKPP, 99990000 until further notice; null when there is no order. An order without a date is
    /// until further notice.
    /// </summary>
    public string? NonDisclosureEnd => groups.IndexOf(NonDisclosureStatement.Group) < 0 ? null
        : Single(NonDisclosureStatement.Group, NonDisclosureStatement.End) is { Length: > 0 } end ? end : OrderEnd.UntilFurtherNotice;

    /// <summary>Codes that the person had before, in the order in which they became known.</summary>
    public IReadOnlyList<string> FormerCodes => [.. Codes("2")];

    /// <summary>
    /// Changes the state by one record. A new individual (type 1) replaces it; a continuation line (type J) adds to the record before it.
    /// No record makes it fail: what cannot be understood changes nothing.
    /// </summary>
    /// <param name="record">
    /// A base line, change line or journal entry; its identity code is not compared. A group and the groups that clarify it are in one
    /// record: line readers join continuation lines that may separate them.
    /// </param>
    public void Apply(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Type == RecordType.New)
        {
            groups.Clear();
        }

        if (groups[HeaderField.IdentityCode].IsEmpty)
        {
            groups.Set(HeaderField.IdentityCode, record[HeaderField.IdentityCode]);
        }

        Walk(record, ApplyBundle);
        Walk(record, record.Type == RecordType.New ? StateOrder : Complete);

        ChooseCode(record);
        Compact();
    }

    private static void Walk(Record record, Action<Record, GroupBundle> visit)
    {
        for (var group = 0; group < record.GroupCount;)
        {
            var bundle = GroupBundle.At(record, group);
            var spec = record.Spec(group);
            if (!spec.IsRaw && spec.Clarifies.Count == 0)
            {
                visit(record, bundle);
            }

            group = bundle.End;
        }
    }

    private void ApplyBundle(Record record, GroupBundle bundle)
    {
        var head = bundle.First;
        switch (record.Attribute(head))
        {
            case ChangeAttribute.Added:
                Add(record, bundle);
                break;
            case ChangeAttribute.Changed:
                if (IsNothing(record, head))
                {
                    RemoveAll(record.Spec(head));
                }
                else
                {
                    Settle(record, bundle);
                }

                break;
            case ChangeAttribute.Deleted:
                if (!IsPutBefore(record, head))
                {
                    Remove(Find(record, head));
                }

                break;
            case ChangeAttribute.ToBeCorrected:
                // What was wrong goes; what is right follows as a group of its own, or, blank, says that nothing does.
                Remove(FindChanged(record, head));
                break;
            case ChangeAttribute.Corrected:
                if (!IsNothing(record, head))
                {
                    Settle(record, bundle);
                }
                else if (record.Spec(head).Key.Count == 0)
                {
                    RemoveAll(record.Spec(head));
                }

                break;
            case ChangeAttribute.Supplementary when record.Type != RecordType.New:
                Clarify(record, bundle);
                break;
            default:
                // In a new individual's record supplementary groups repeat (1010, the best address) and are no state, except an order
                // (StateOrder).
                break;
        }
    }

    private void Add(Record record, GroupBundle bundle)
    {
        var match = Find(record, bundle.First);
        if (IsPast(record, bundle.First))
        {
            // What has ended does not enter the state; what is known to be in force under the same key is over.
            Remove(match);
            return;
        }

        var only = match < 0 ? Only(record.Spec(bundle.First)) : -1;
        if (only < 0 || !GroupMatch.HasEnded(record, bundle.First))
        {
            Put(record, bundle, match < 0 ? only : match);
        }
    }

    /// <summary>Makes a group that was there be as the record says, or be no more.</summary>
    private void Settle(Record record, GroupBundle bundle)
    {
        var head = bundle.First;
        var spec = record.Spec(head);
        var match = FindChanged(record, head);
        if (IsPast(record, head))
        {
            Remove(match);
            return;
        }

        var only = match < 0 ? Only(spec) : -1;
        if (only < 0 || !GroupMatch.HasEnd(record, head))
        {
            Put(record, bundle, match < 0 ? only : match);
        }
    }

    /// <summary>
    /// A supplementary head is unchanged, but what clarifies it may have changed: the clarifying groups of each code that is given are
    /// those in force. And an office that has ended with its last holder comes as supplementary too, with its end date.
    /// </summary>
    private void Clarify(Record record, GroupBundle bundle)
    {
        var head = Find(record, bundle.First);
        if (head < 0)
        {
            return;
        }

        if (record.Spec(bundle.First).CountOf is not null && GroupMatch.HasEnded(record, bundle.First))
        {
            Remove(head);
        }
        else if (bundle.Count > 1)
        {
            PutClarifying(record, bundle, head);
        }
    }

    /// <summary>
    /// What the record says to be so besides its changes, where they have left nothing: the municipality that is in force again when a move
    /// is cancelled (2044 of the new, 2040 of the old one), the surviving identity code of a merged person.
    /// </summary>
    private void Complete(Record record, GroupBundle bundle)
    {
        var head = bundle.First;
        var spec = record.Spec(head);
        StateOrder(record, bundle);
        if (record.Attribute(head) == ChangeAttribute.Supplementary && (spec.Key.Count == 0 || spec.Code == IdentityCodes)
            && !GroupMatch.IsBlank(record, head) && !IsPast(record, head) && Find(record, head) < 0)
        {
            Put(record, bundle, -1);
        }
    }

    /// <summary>A supplementary order is in force: it is put where there is none, or a shorter one.</summary>
    private void StateOrder(Record record, GroupBundle bundle)
    {
        var head = bundle.First;
        if (record.Attribute(head) == ChangeAttribute.Supplementary && record.Spec(head).Code == NonDisclosureStatement.Group
            && (NonDisclosureEnd is not { } known || OrderEnd.IsLonger(record.Text(head, NonDisclosureStatement.End), known)))
        {
            Put(record, bundle, Find(record, head));
        }
    }

    /// <summary>
    /// Whether a group says that there is nothing any more. A blank non-disclosure order is an order without an end: the careful reading.
    /// </summary>
    private static bool IsNothing(Record record, int group) =>
        GroupMatch.IsBlank(record, group) && record.Spec(group).Holds != Sensitivity.NonDisclosure;

    /// <summary>
    /// Whether an earlier group of the record put the same thing there: a new language and the deletion of the old one come in either
    /// order.
    /// </summary>
    private static bool IsPutBefore(Record record, int group)
    {
        for (var before = 0; before < group; before++)
        {
            if (record.Attribute(before) is ChangeAttribute.Added or ChangeAttribute.Changed or ChangeAttribute.Corrected
                && GroupMatch.SameKey(record, group, record, before)
                && !GroupMatch.HasEnded(record, before)
                && !IsNothing(record, before))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The code stays while it is in force; otherwise the last one that is takes its place. With none in force it stays, passive.
    /// A code that gives way is a former one also where the record does not say so: recipients of earlier deliveries know the person by it.
    /// </summary>
    private void ChooseCode(Record record)
    {
        string? active = null;
        var current = IdentityCode;
        foreach (var code in Codes("1"))
        {
            if (code == current)
            {
                return;
            }

            active = code;
        }

        if (active is null)
        {
            return;
        }

        if (!Mentions(groups, current) && !Mentions(record, current))
        {
            KeepAsFormer(groups.Spec(groups.IndexOf(IdentityCodes)), current);
        }

        groups.Set(HeaderField.IdentityCode, active);
    }

    private void KeepAsFormer(GroupSpec spec, string code)
    {
        var place = PlaceAfter(IdentityCodes);
        var group = groups.Add(spec, ChangeAttribute.Added);
        groups.Set(group, "hetu", code);
        groups.Set(group, "voimassaolo", "2");
        groups.MoveLastTo(place);
    }

    private static bool Mentions(Record record, string code)
    {
        for (var group = record.IndexOf(IdentityCodes); group >= 0; group = record.IndexOf(IdentityCodes, group + 1))
        {
            if (record.Text(group, "hetu") == code)
            {
                return true;
            }
        }

        return false;
    }

    private string Single(string code, string field) => groups.IndexOf(code) is var group and >= 0 ? groups.Text(group, field) : "";

    private IEnumerable<string> Codes(string validity)
    {
        for (var group = groups.IndexOf(IdentityCodes); group >= 0; group = groups.IndexOf(IdentityCodes, group + 1))
        {
            if (groups.Text(group, "voimassaolo") == validity)
            {
                yield return groups.Text(group, "hetu");
            }
        }
    }
}
