namespace Muutostieto.Synthetic.Life.Buildings;

/// <summary>Event codes of records about buildings. Those of the authority are not public: these are ours.</summary>
internal static class BuildingEvent
{
    public const string Built = "YRU";
    public const string Altered = "YRM";
    public const string Demolished = "YRP";
    public const string Sold = "YRO";
    public const string Renumbered = "YRT";
}
