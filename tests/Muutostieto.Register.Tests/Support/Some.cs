using System.Text;

namespace Muutostieto.Register.Tests.Support;

/// <summary>Values that a test needs and doesn't care about. Identity codes are synthetic: individual numbers 900-999.</summary>
internal static class Some
{
    public static readonly RegisterOrigin Origin = new(RegisterKind.Synthetic, "for a test", 7);

    public static readonly TimeProvider Clock = new StoppedClock(new DateTimeOffset(2026, 1, 5, 0, 30, 0, TimeSpan.Zero));

    /// <summary>Another code for each number under 100 000, in another order than the numbers, over three century signs.</summary>
    public static string Code(int number)
    {
        var day = 1 + (number * 9 % 28);
        var month = 1 + (number / 28 * 5 % 12);
        var year = number / 336 % 100;
        var individual = 900 + (number / 33_600 % 100);
        var digits = (((((day * 100) + month) * 100) + year) * 1000) + individual;
        return $"{day:00}{month:00}{year:00}{"-A+"[number % 3]}{individual}{"0123456789ABCDEFHJKLMNPRSTUVWXY"[digits % 31]}";
    }

    public static byte[] Document(string says) => Encoding.UTF8.GetBytes($$"""{"sanoo":"{{says}}"}""");

    public static NewVersion Person(int number, string municipality = "205") => new()
    {
        IdentityCode = Code(number),
        Municipality = municipality,
        Document = Document($"person {number}"),
    };

    public static NewEntry Entry(NewVersion version, string @event = "XCM") =>
        new(@event, "20260105", "0", "1", Document("record"), version);

    public static NewVersion Next(this PersonVersion version) => new()
    {
        PersonId = version.PersonId,
        IdentityCode = version.IdentityCode,
        Municipality = version.Municipality,
        Alive = version.Alive,
        NonDisclosureEnd = version.NonDisclosureEnd,
        Document = version.Document,
    };

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
