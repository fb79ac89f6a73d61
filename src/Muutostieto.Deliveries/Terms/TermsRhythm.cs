using System.Text.Json.Serialization;
using Muutostieto.Disclosure.Permits;

namespace Muutostieto.Deliveries.Terms;

/// <summary>When a permit's change deliveries were to be made.</summary>
/// <param name="Rule">As in the permit: <c>FREQ=WEEKLY;INTERVAL=2;BYDAY=MO</c>.</param>
/// <param name="Time">In Europe/Helsinki.</param>
/// <param name="From">The first day that may be an occurrence.</param>
/// <param name="Holidays">What became of occurrences on holidays.</param>
public sealed record TermsRhythm(
    string Rule, TimeOnly Time, DateOnly From, [property: JsonConverter(typeof(JsonStringEnumConverter<HolidayRule>))] HolidayRule Holidays)
{
    /// <summary>The occurrences planned after one time and at or before another.</summary>
    public IReadOnlyList<Occurrence> Between(DateTimeOffset after, DateTimeOffset until) =>
        new Rhythm(Rule, Time, From).Between(after, until, Holidays);
}
