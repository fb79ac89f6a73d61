using System.Text;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Identity;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Tests.Support;

/// <summary>Sound records and files where a test does not care which.</summary>
internal static class Some
{
    internal static string Code { get; } = PersonalIdentityCode.Create(new DateOnly(1990, 1, 1), '-', 900).ToString();

    internal static string OtherCode { get; } = PersonalIdentityCode.Create(new DateOnly(1999, 12, 31), '-', 931).ToString();

    internal static Record Record(string type = "0", string? code = null, string kind = "XCF", string registered = "20261116")
    {
        var record = new Record();
        record.Set(HeaderField.IdentityCode, code ?? Code);
        record.Set(HeaderField.Event, kind);
        record.Set(HeaderField.Registered, registered);
        record.Set(HeaderField.Type, type);
        record.Set(HeaderField.Role, "1");
        return record;
    }

    /// <summary>Adds a group: <c>"003", '1', "sukupuoli=1"</c>.</summary>
    internal static Record With(this Record record, string code, char attribute, params string[] fields) =>
        record.With(code, 0, attribute, fields);

    /// <summary>Adds a group in a certain version, 0 for the newest.</summary>
    internal static Record With(this Record record, string code, int version, char attribute, params string[] fields)
    {
        var spec = version == 0 ? Layouts.Catalog.Newest(code)! : Layouts.Catalog.Version(code, version)!;
        var group = record.Add(spec, (byte)attribute);
        foreach (var field in fields)
        {
            var at = field.IndexOf('=', StringComparison.Ordinal);
            record.Set(group, field[..at], field[(at + 1)..]);
        }

        return record;
    }

    internal static Record Woman() => Record().With("003", '1', "sukupuoli=2");

    /// <summary>A fixed-width file in its transport lines.</summary>
    internal static byte[] File(params Record[] records)
    {
        var time = new DateTimeOffset(2026, 11, 16, 2, 30, 0, TimeSpan.FromHours(2));
        return [
            .. Envelope.StartLine("VRK:003702454372:OVT", "TIETO:0037TEST:OVT", time), .. "\r\n"u8,
            .. Forms.Fixed(records),
            .. Envelope.EndLine(records.Length), .. "\r\n"u8];
    }

    internal static string Text(params Record[] records) => Encoding.Latin1.GetString(File(records));
}
