using System.Text;
using System.Text.Json;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Identity;

namespace Muutostieto.Register;

/// <summary>
/// What a scan can be narrowed by, see <see cref="ResidentFilter"/>: read from a person's document when a version is written, and kept
/// beside it in columns of their own.
/// </summary>
/// <param name="Born">The first day on which the person may be born, as VVVVKKPP: by group 901, without a date there by the identity code;
/// null when neither says anything, <see cref="Unclear"/> when only the document can tell.</param>
/// <param name="Sex">Group 003; null when the person has none, <see cref="Several"/> when only the document can tell.</param>
/// <param name="MotherTongue">Group 002, as <paramref name="Sex"/>.</param>
/// <param name="PostalCode">Group 101, five digits, as <paramref name="Sex"/>.</param>
internal readonly record struct ResidentFacts(int? Born, string? Sex, string? MotherTongue, string? PostalCode)
{
    internal const int Unclear = 0;
    internal const string Several = "*";
    private const int PostalDigits = 5;

    /// <summary>What only the document can tell.</summary>
    private static ResidentFacts Unknown => new(Unclear, Several, Several, Several);

    internal static ResidentFacts Of(ReadOnlySpan<byte> identityCode, ReadOnlySpan<byte> document)
    {
        try
        {
            var reader = new Utf8JsonReader(document);
            return Read(ref reader, identityCode);
        }
        catch (JsonException)
        {
            // A document that is no JSON is reported when it is read.
            return Unknown;
        }
    }

    internal static int Number(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    private static ResidentFacts Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> identityCode)
    {
        var facts = new ResidentFacts(null, null, null, null);
        var (hasBirthGroup, isRead) = (false, false);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("ryhma"u8))
            {
                continue;
            }

            isRead = true;
            _ = reader.Read();
            if (reader.ValueTextEquals("901"u8))
            {
                var day = Field(ref reader, "syntymapv"u8);
                facts = hasBirthGroup ? facts : facts with { Born = Day(day) };
                hasBirthGroup = true;
            }
            else if (reader.ValueTextEquals("003"u8))
            {
                facts = facts with { Sex = Beside(facts.Sex, Field(ref reader, "sukupuoli"u8)) };
            }
            else if (reader.ValueTextEquals("002"u8))
            {
                facts = facts with { MotherTongue = Beside(facts.MotherTongue, Field(ref reader, "kielikoodi"u8)) };
            }
            else if (reader.ValueTextEquals("101"u8))
            {
                facts = facts with { PostalCode = Beside(facts.PostalCode, Postal(Field(ref reader, "postinumero"u8))) };
            }
        }

        return !isRead ? Unknown : facts.Born is not null ? facts : facts with { Born = DayOf(identityCode) };
    }

    /// <summary>A field of the group whose code has just been read; null when it is not there.</summary>
    private static string? Field(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        string? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(name);
            _ = reader.Read();
            if (isWanted)
            {
                value = reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped
                    ? Encoding.UTF8.GetString(reader.ValueSpan)
                    : Several;
            }
            else
            {
                reader.Skip();
            }
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static string? Beside(string? known, string? value) => known is null ? value : value is null ? known : Several;

    private static string? Postal(string? value) => value is null ? null : value == Several ? value : value.PadLeft(PostalDigits, '0');

    private static int? Day(string? value) =>
        value == Several ? Unclear
        : PartialDate.TryParse(value, out var date) && date is { Earliest: { } earliest, Latest: not null } ? Number(earliest)
        : null;

    private static int? DayOf(ReadOnlySpan<byte> identityCode) =>
        PersonalIdentityCode.TryParse(identityCode, out var code) ? Number(code.BirthDate) : null;
}
