namespace Muutostieto.Disclosure.Permits;

/// <summary>What becomes of a delivery whose day is a public holiday in Finland.</summary>
public enum HolidayRule
{
    /// <summary><c>keep</c>: it is made all the same. The default.</summary>
    Keep,

    /// <summary>
    /// <c>next-working-day</c>: it is made at the same time of the next working day. So is one on the weekend that follows a holiday; other
    /// weekends stay.
    /// </summary>
    NextWorkingDay,
}
