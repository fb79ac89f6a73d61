namespace Muutostieto.Drops;

public enum DropFileState
{
    /// <summary>There, with the recorded size, and the recorded content where content was looked at.</summary>
    Present,

    /// <summary>Not there: not published, or removed by the recipient.</summary>
    Missing,

    /// <summary>Something else exists under that name.</summary>
    Different,
}
