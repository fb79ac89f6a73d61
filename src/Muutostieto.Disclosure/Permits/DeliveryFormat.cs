namespace Muutostieto.Disclosure.Permits;

/// <summary>A form in which a delivery's records are written.</summary>
public enum DeliveryFormat
{
    /// <summary><c>fixed</c>: groups of fixed width, ISO-8859-1, <c>.PTT</c> and <c>.MTT</c>.</summary>
    Fixed,

    /// <summary><c>csv</c>: one CSV a group in a <c>.csv.zip</c>, UTF-8.</summary>
    Csv,
}
