using System.Globalization;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.State;

/// <summary>Finding, placing and taking away whole bundles, so that the order of the state always holds.</summary>
public sealed partial class PersonState
{
    private readonly Record scratch = new();
    private readonly List<Part> parts = [];

    /// <summary>The one instance there is of a group that is in force once at a time, or -1.</summary>
    private int Only(GroupSpec spec) => spec.IsExclusive ? groups.IndexOf(spec.Code) : -1;

    /// <summary>
    /// The instance in force that a group of a record is about, or -1. A mask is about any mask: its sentence names an agency, whose name
    /// changes, and a client of the interface has its own.
    /// </summary>
    private int Find(Record record, int group, bool nameGivenUp = false)
    {
        for (
            var candidate = groups.IndexOf(record.Spec(group).Code);
            candidate >= 0;
            candidate = groups.IndexOf(record.Spec(group).Code, candidate + 1))
        {
            if (GroupMatch.SameKey(record, group, groups, candidate, nameGivenUp)
                || (NonDisclosureText.IsMask(record, group) && NonDisclosureText.IsMask(groups, candidate)))
            {
                return candidate;
            }
        }

        return -1;
    }

    /// <summary>As <see cref="Find"/>, but a name that is given up is found under the kind that it had while it was used.</summary>
    private int FindChanged(Record record, int group)
    {
        var same = Find(record, group);
        return same >= 0 || record.Spec(group).Field(NameKind.Field) is null ? same : Find(record, group, nameGivenUp: true);
    }

    /// <summary>Puts a bundle of the record in the place of an instance in force, or after the last of its code.</summary>
    private void Put(Record record, GroupBundle bundle, int existing)
    {
        parts.Clear();
        Collect(record, bundle);
        Place(record, bundle.First, existing);
    }

    /// <summary>Puts the record's clarifying groups behind an instance in force; those whose code the record does not give stay.</summary>
    private void PutClarifying(Record record, GroupBundle bundle, int existing)
    {
        var old = GroupBundle.At(groups, existing);
        scratch.Clear();
        for (var group = old.First; group < old.End; group++)
        {
            scratch.Copy(groups, group, groups.Attribute(group));
        }

        parts.Clear();
        Collect(scratch, old with { First = 0 }, replacedBy: (record, bundle));
        Collect(record, bundle);
        Place(scratch, 0, existing);
    }

    /// <summary>
    /// Notes the clarifying groups of a bundle that are in force after it, each under the code of the one that clarifies the head.
    /// </summary>
    private void Collect(Record from, GroupBundle bundle, (Record Record, GroupBundle Bundle)? replacedBy = null)
    {
        var code = "";
        for (var group = bundle.First + 1; group < bundle.End;)
        {
            var isDirect = bundle.IsDirect(from, group);
            code = isDirect ? from.Spec(group).Code : code;
            if (IsOver(from, group) || (isDirect && replacedBy is { } other && Gives(other.Record, other.Bundle, code)))
            {
                // What clarifies it goes with it.
                group = GroupBundle.At(from, group).End;
            }
            else
            {
                parts.Add(new Part(code, from, group++));
            }
        }
    }

    private static bool Gives(Record record, GroupBundle bundle, string code)
    {
        for (var group = bundle.First + 1; group < bundle.End; group++)
        {
            if (record.Spec(group).Code == code && bundle.IsDirect(record, group))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOver(Record record, int group) => record.Attribute(group) switch
    {
        ChangeAttribute.Deleted or ChangeAttribute.ToBeCorrected => true,
        ChangeAttribute.Changed or ChangeAttribute.Corrected => GroupMatch.HasEnded(record, group),
        _ => IsPast(record, group),
    };

    private void Place(Record record, int head, int existing)
    {
        Sort(parts);
        var place = existing;
        if (existing >= 0)
        {
            Remove(existing);
        }
        else
        {
            place = PlaceAfter(record.Spec(head).Code);
        }

        groups.Copy(record, head, ChangeAttribute.Added);
        groups.MoveLastTo(place);
        for (var part = 0; part < parts.Count; part++)
        {
            var (_, from, group) = parts[part];
            groups.Copy(from, group, GroupMatch.Describes(from.Spec(group)) ? ChangeAttribute.Supplementary : ChangeAttribute.Added);
            groups.MoveLastTo(place + 1 + part);
        }

        Recount(place);
        place -= RemoveLike(place);
        if (NonDisclosureText.IsMask(groups, place))
        {
            RemoveCovered(place);
        }
    }

    /// <summary>Each instance exists once: others with the key of the one now in this place are removed.</summary>
    /// <returns>By how much the place has moved up.</returns>
    private int RemoveLike(int place)
    {
        var before = 0;
        for (var other = groups.GroupCount - 1; other >= 0; other--)
        {
            if (other != place - before && GroupMatch.SameKey(groups, place - before, groups, other))
            {
                before += other < place - before ? GroupBundle.At(groups, other).Count : 0;
                Remove(other);
            }
        }

        return before;
    }

    /// <summary>Keeps "306 says how many 307 follow" true when one of them has ended.</summary>
    private void Recount(int head)
    {
        if (groups.Spec(head).CountOf is { } counted)
        {
            var number = parts.Count(part => part.From.Spec(part.Group).Code == counted.Group);
            groups.Set(head, counted.Field, number == 0 ? "" : Math.Min(number, 99).ToString("00", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A masked address says that a non-disclosure order has been set: whatever the order covers is in force no more.</summary>
    private void RemoveCovered(int mask)
    {
        for (var group = groups.GroupCount - 1; group >= 0; group--)
        {
            if (group != mask && groups.Spec(group).IsCovered)
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

    /// <summary>By code, and in the order in which they came where the code is the same. Nearly always sorted already.</summary>
    private static void Sort(List<Part> parts)
    {
        for (var next = 1; next < parts.Count; next++)
        {
            var part = parts[next];
            var at = next;
            for (; at > 0 && string.CompareOrdinal(parts[at - 1].Code, part.Code) > 0; at--)
            {
                parts[at] = parts[at - 1];
            }

            parts[at] = part;
        }
    }

    /// <summary>
    /// Lets go of the text of groups that have gone, so that a state changed a thousand times is no larger than its groups.
    /// </summary>
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

    /// <summary>A clarifying group, and the code under which it is sorted.</summary>
    private readonly record struct Part(string Code, Record From, int Group);
}
