namespace Muutostieto.Extracts.Orders;

/// <summary>A rectangle of coordinates, metres of ETRS-TM35FIN, its edges included.</summary>
/// <param name="NorthFrom">Southern edge.</param>
/// <param name="NorthTo">Northern edge.</param>
/// <param name="EastFrom">Western edge.</param>
/// <param name="EastTo">Eastern edge.</param>
public sealed record CoordinateBox(int NorthFrom, int NorthTo, int EastFrom, int EastTo)
{
    /// <summary>The greatest northern coordinate, seven digits.</summary>
    public const int GreatestNorth = 9_999_999;

    /// <summary>The greatest eastern coordinate, six digits.</summary>
    public const int GreatestEast = 999_999;
}
