using Muutostieto.Records.Dates;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Checking;

/// <summary>Judges the header of each record, and continuation lines against the record that they continue.</summary>
/// <param name="log">Takes the findings.</param>
/// <param name="unit">What the records are of.</param>
/// <param name="mayLackCodes">Whether a record may have no identity code.</param>
internal sealed class HeaderCheck(FindingSink log, RecordUnit unit, bool mayLackCodes)
{
    private readonly byte[] identityCode = new byte[16];
    private readonly byte[] kind = new byte[16];
    private int identityLength;
    private int kindLength;
    private bool hasPrevious;

    internal void Check(Record record, long line)
    {
        var code = record[HeaderField.IdentityCode];
        if (unit == RecordUnit.Building)
        {
            if (!BuildingCode.TryParse(code, out _))
            {
                log.Fault(line, "building-code", "header: no building code, expected nine digits and their check character");
            }
        }
        else if (!(mayLackCodes && code.IsEmpty) && !PersonalIdentityCode.TryParse(code, out _, out var fault))
        {
            log.Fault(line, "identity-code", $"header: no personal identity code ({FieldCheck.Words(fault)})");
        }

        var what = record[HeaderField.Event];
        if (what.Length != 3)
        {
            log.Fault(line, "event", "header: no event code, expected three characters");
        }

        if (ControlCharacters.AreIn(what))
        {
            log.Note(line, "control-character", $"header: {FieldCheck.ControlWords}");
        }

        if (record[HeaderField.Registered] is { IsEmpty: false } day && !PartialDate.TryParse(day, out _))
        {
            log.Fault(line, "date", "header: the day of registration is no possible date, expected VVVVKKPP");
        }

        if (record.Type is not (RecordType.Old or RecordType.New or RecordType.Continuation))
        {
            log.Fault(line, "record-type", "header: unknown type of record, expected 0, 1 or J");
        }

        if (record.Type == RecordType.Continuation)
        {
            CheckContinuation(code, what, line);
        }

        identityLength = Keep(code, identityCode);
        kindLength = Keep(what, kind);
        hasPrevious = true;
    }

    private void CheckContinuation(ReadOnlySpan<byte> code, ReadOnlySpan<byte> what, long line)
    {
        if (!hasPrevious)
        {
            log.Fault(line, "continuation", "a continuation line (J) with no record before it");
        }
        else if (!code.SequenceEqual(identityCode.AsSpan(0, identityLength)) || !what.SequenceEqual(kind.AsSpan(0, kindLength)))
        {
            log.Fault(line, "continuation", "a continuation line (J) of another person or event than the line before it");
        }
    }

    private static int Keep(ReadOnlySpan<byte> value, Span<byte> target)
    {
        var length = Math.Min(value.Length, target.Length);
        value[..length].CopyTo(target);
        return length;
    }
}
