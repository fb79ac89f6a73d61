namespace Muutostieto.Synthetic.Life;

/// <summary>Events that change thousands of persons at once, each on a day of the year.</summary>
[Flags]
public enum MassEvents
{
    None = 0,

    /// <summary>On 15 May the largest municipality renames streets until one in twenty of its residents has another address.</summary>
    StreetsRenamed = 1,

    /// <summary>On 1 January the smallest municipality becomes part of the largest one of its county.</summary>
    Merger = 2,

    /// <summary>On 19 November people whose whereabouts have long been unknown lose their municipality of residence (number 199).</summary>
    WhereaboutsUnknown = 4,

    All = StreetsRenamed | Merger | WhereaboutsUnknown,
}
