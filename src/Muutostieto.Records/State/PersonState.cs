using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>
/// The groups in force for one person, and what a record does to them. The same for the register and for a recipient, so that both come to the same state:
/// each group code is changed by itself, and what a product leaves out changes nothing of the rest.
/// </summary>
public sealed class PersonState
{
    private const string Deceased = "013";
    private readonly Record groups;
    private readonly Record scratch = new();

    /// <summary>A person of whom nothing is known yet.</summary>
    public PersonState()
        : this(new Record())
    {
    }

    /// <summary>A person whose groups in force are those of a record, as a register's document gives them.</summary>
    /// <param name="groups">Kept and changed by this state.</param>
    public PersonState(Record groups) => this.groups = groups;

    /// <summary>The state: identity code, and groups in the order of their codes. Read it; <see cref="Apply"/> alone changes it.</summary>
    public Record Groups => groups;

    /// <summary>The identity code in force; empty for a person of whom nothing is known.</summary>
    public string IdentityCode => groups.Text(HeaderField.IdentityCode);

    /// <summary>Municipality of residence, three digits; empty when there is none.</summary>
    public string Municipality => Single("204", "kuntanumero");

    /// <summary>Whether no death is known.</summary>
    public bool IsAlive => groups.IndexOf(Deceased) < 0;

    /// <summary>End of the non-disclosure order VVVVKKPP, 99990000 until further notice; null when there is no order. An order without a date is until further notice.</summary>
    public string? NonDisclosureEnd => groups.IndexOf("015") < 0 ? null : Single("015", "paattymispv") is { Length: > 0 } end ? end : "99990000";

    /// <summary>Codes that the person had before, in the order in which they became known.</summary>
    public IReadOnlyList<string> FormerCodes => [.. Codes("2")];

    /// <summary>Changes the state by one record. A new individual (type 1) replaces it; a continuation line (type J) adds to the record before it.</summary>
    /// <param name="record">A base line, change line or journal entry; its identity code is not compared.</param>
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

        for (var group = 0; group < record.GroupCount;)
        {
            var bundle = GroupBundle.At(record, group);
            ApplyBundle(record, bundle);
            group = bundle.End;
        }

        if (Codes("1").LastOrDefault() is { } code)
        {
            groups.Set(HeaderField.IdentityCode, code);
        }

        Compact();
    }

    private void ApplyBundle(Record record, GroupBundle bundle)
    {
        var head = bundle.First;
        var spec = record.Spec(head);
        if (spec.IsRaw || spec.Clarifies.Count > 0)
        {
            return;
        }

        switch (record.Attribute(head))
        {
            case ChangeAttribute.Added:
                Replace(record, bundle, Find(record, head) is var same and >= 0 ? same : spec.Key.Count == 0 ? groups.IndexOf(spec.Code) : -1);
                break;
            case ChangeAttribute.Changed:
                Change(record, bundle);
                break;
            case ChangeAttribute.Deleted:
                Remove(Find(record, head));
                break;
            case ChangeAttribute.ToBeCorrected:
                // What was wrong goes; what is right follows as a group of its own, or nothing does.
                Remove(Find(record, head));
                break;
            case ChangeAttribute.Corrected when GroupMatch.IsBlank(record, head) && spec.Holds != Sensitivity.NonDisclosure:
                RemoveAll(spec);
                break;
            case ChangeAttribute.Corrected when !spec.KeepsEnded && GroupMatch.HasEnded(record, head):
                Remove(Find(record, head));
                break;
            case ChangeAttribute.Corrected:
                Replace(record, bundle, Find(record, head));
                break;
            default:
                // Supplementary: unchanged by definition.
                break;
        }
    }

    private void Change(Record record, GroupBundle bundle)
    {
        var head = bundle.First;
        var spec = record.Spec(head);
        var match = Find(record, head);
        if (GroupMatch.IsBlank(record, head) && spec.Holds != Sensitivity.NonDisclosure)
        {
            RemoveAll(spec);
        }
        else if (GroupMatch.HasEnded(record, head) && !spec.KeepsEnded)
        {
            Remove(match);
        }
        else
        {
            var only = match < 0 && spec.IsExclusive && !GroupMatch.HasEnded(record, head) ? groups.IndexOf(spec.Code) : match;
            Replace(record, bundle, only);
        }
    }

    /// <summary>The instance in force that a group of a record is about, or -1.</summary>
    private int Find(Record record, int group)
    {
        for (var candidate = 0; candidate < groups.GroupCount; candidate++)
        {
            if (GroupMatch.SameKey(record, group, groups, candidate))
            {
                return candidate;
            }
        }

        return -1;
    }

    /// <summary>Puts a bundle of the record in the place of an instance in force, or after the last of its code.</summary>
    private void Replace(Record record, GroupBundle bundle, int existing)
    {
        var place = existing;
        if (existing >= 0)
        {
            Remove(existing);
        }
        else
        {
            place = PlaceAfter(record.Spec(bundle.First).Code);
        }

        var count = 0;
        for (var group = bundle.First; group < bundle.End; group++)
        {
            var clarifies = group > bundle.First;
            if (clarifies && (record.Attribute(group) == ChangeAttribute.Deleted || GroupMatch.HasEnded(record, group)))
            {
                continue;
            }

            // In force, a group is simply there: 1; what only clarifies stays supplementary where it came so.
            var attribute = clarifies && record.Attribute(group) == ChangeAttribute.Supplementary ? ChangeAttribute.Supplementary : ChangeAttribute.Added;
            groups.Copy(record, group, attribute);
            groups.MoveLastTo(place + count);
            count++;
        }

        Recount(place, count);
        if (NonDisclosureText.IsMask(groups, place))
        {
            RemoveCovered(place);
        }
    }

    /// <summary>Keeps "306 says how many 307 follow" true when one of them has ended.</summary>
    private void Recount(int head, int count)
    {
        if (groups.Spec(head).CountOf is { } counted)
        {
            var number = 0;
            for (var group = head + 1; group < head + count; group++)
            {
                number += groups.Spec(group).Code == counted.Group ? 1 : 0;
            }

            groups.Set(head, counted.Field, number == 0 ? "" : number.ToString("00", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A masked address says that a non-disclosure order has been set: whatever the order covers is in force no more.</summary>
    private void RemoveCovered(int mask)
    {
        for (var group = groups.GroupCount - 1; group >= 0; group--)
        {
            if (group != mask && groups.Spec(group).Holds is Sensitivity.Address or Sensitivity.Contact)
            {
                mask -= group < mask ? GroupBundle.At(groups, group).Count : 0;
                Remove(group);
            }
        }
    }

    private int PlaceAfter(string code)
    {
        var place = 0;
        while (place < groups.GroupCount && string.CompareOrdinal(groups.Spec(place).Code, code) <= 0)
        {
            place = GroupBundle.At(groups, place).End;
        }

        return place;
    }

    private void Remove(int group)
    {
        if (group >= 0)
        {
            for (var count = GroupBundle.At(groups, group).Count; count > 0; count--)
            {
                groups.RemoveAt(group);
            }
        }
    }

    private void RemoveAll(GroupSpec spec)
    {
        while (groups.IndexOf(spec.Code) is var group and >= 0)
        {
            Remove(group);
        }
    }

    private string Single(string code, string field) => groups.IndexOf(code) is var group and >= 0 ? groups.Text(group, field) : "";

    private IEnumerable<string> Codes(string validity)
    {
        for (var group = groups.IndexOf("001"); group >= 0; group = groups.IndexOf("001", group + 1))
        {
            if (groups.Text(group, "voimassaolo") == validity)
            {
                yield return groups.Text(group, "hetu");
            }
        }
    }

    /// <summary>Lets go of the text of groups that have gone, so that a state changed a thousand times is no larger than its groups.</summary>
    private void Compact()
    {
        scratch.Clear();
        scratch.Set(HeaderField.IdentityCode, groups[HeaderField.IdentityCode]);
        for (var group = 0; group < groups.GroupCount; group++)
        {
            scratch.Copy(groups, group, groups.Attribute(group));
        }

        groups.CopyFrom(scratch);
    }
}
