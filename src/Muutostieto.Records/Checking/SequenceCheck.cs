using System.Buffers.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Checking;

/// <summary>
/// Judges how groups follow one another in a record, its continuation lines included: 5 is followed by its 6, a code 98 or 998 by its name
/// in clear,
/// a guardian without an identity code by the person, a guardianship by as many guardians as it counts, and a clarifying group follows the
/// group it clarifies.
/// </summary>
internal sealed class SequenceCheck(FindingSink log)
{
    private const string NameInClear = "452";
    private const string PersonInClear = "451";
    private readonly List<(GroupSpec Spec, long Line)> toBeCorrected = [];
    private readonly List<string> block = [];
    private (GroupSpec Spec, long Line, long Expected, long Found)? counted;
    private (string Code, long Line, string Message)? awaited;

    /// <summary>The next group of the record.</summary>
    internal void Next(Record record, int group, long line)
    {
        var spec = record.Spec(group);
        if (spec.IsRaw)
        {
            return;
        }

        if (awaited is { } missed && missed.Code != spec.Code)
        {
            log.Note(missed.Line, "clarification", missed.Message);
        }

        awaited = null;

        Correct(spec, record.Attribute(group), line);
        Clarify(spec, line);
        Count(record, group, line);
        Await(record, group, line);
    }

    /// <summary>The record with its continuation lines is at its end.</summary>
    internal void Finish()
    {
        if (awaited is { } missed)
        {
            log.Note(missed.Line, "clarification", missed.Message);
        }

        awaited = null;
        Uncorrected(0);
        FinishCount();
        block.Clear();
    }

    private void Correct(GroupSpec spec, byte attribute, long line)
    {
        var open = toBeCorrected.FindLastIndex(group => group.Spec.Code == spec.Code);
        if (attribute == ChangeAttribute.Corrected)
        {
            if (open < 0)
            {
                log.Fault(line, "correction", $"group {spec}: corrected (6) without the group to be corrected (5) before it");
            }

            Uncorrected(open + 1);
            if (open >= 0)
            {
                toBeCorrected.RemoveAt(open);
            }

            return;
        }

        // Only groups that clarify the wrong group may come between it and the right one.
        if (spec.Clarifies.Count == 0)
        {
            Uncorrected(0);
        }
        else if (open >= 0)
        {
            Uncorrected(open);
        }

        if (attribute == ChangeAttribute.ToBeCorrected)
        {
            toBeCorrected.Add((spec, line));
        }
    }

    private void Uncorrected(int from)
    {
        for (var index = toBeCorrected.Count - 1; index >= from; index--)
        {
            log.Fault(
                toBeCorrected[index].Line,
                "correction",
                $"group {toBeCorrected[index].Spec}: to be corrected (5), but the corrected group (6) does not follow");
            toBeCorrected.RemoveAt(index);
        }
    }

    private void Clarify(GroupSpec spec, long line)
    {
        if (spec.Clarifies.Count == 0)
        {
            block.Clear();
        }
        else if (!spec.Clarifies.Any(block.Contains))
        {
            log.Note(line, "clarification", $"group {spec} is alone; expected after {string.Join(" or ", spec.Clarifies)}");
        }

        if (!block.Contains(spec.Code))
        {
            block.Add(spec.Code);
        }
    }

    private void Count(Record record, int group, long line)
    {
        var spec = record.Spec(group);
        if (counted is { } open && open.Spec.CountOf!.Group == spec.Code)
        {
            counted = open with { Found = open.Found + 1 };
            return;
        }

        if (spec.Clarifies.Count == 0)
        {
            FinishCount();
        }

        if (spec.CountOf is not { } count)
        {
            return;
        }

        // A count that is no number is a fault of its own, and there is nothing to compare.
        var value = record.Value(group, count.Field);
        var isNumber = Utf8Parser.TryParse(value, out long expected, out var used) && used == value.Length;
        counted = value.IsEmpty || isNumber ? (spec, line, expected, 0) : null;
    }

    private void FinishCount()
    {
        if (counted is { } open && open.Expected != open.Found)
        {
            var (field, code) = open.Spec.CountOf!;
            log.Fault(open.Line, "count", $"group {open.Spec}, field {field}: counts {open.Expected} groups {code}, {open.Found} follow");
        }

        counted = null;
    }

    private void Await(Record record, int group, long line)
    {
        var spec = record.Spec(group);
        if (record.Value(group, "kielikoodi").SequenceEqual("98"u8) && spec.Code == "002")
        {
            awaited = (NameInClear, line, $"group {spec}: language 98 without its name ({NameInClear}) after it");
        }
        else if (record.Value(group, "maa").SequenceEqual("998"u8))
        {
            awaited = (NameInClear, line, $"group {spec}: country 998 without its name ({NameInClear}) after it");
        }
        else if (spec.Code == "305" && record.Value(group, "hetu").IsEmpty)
        {
            awaited = (PersonInClear, line, $"group {spec}: a guardian without an identity code, and no person ({PersonInClear}) after it");
        }
    }
}
