namespace Muutostieto.Deliveries.Composition.Forms;

/// <summary>A form has no room for what was to be written: no other try gives another result. The cause within a failure that says
/// it.</summary>
internal sealed class NoRoomException : Exception
{
    internal NoRoomException()
        : base("A form has no room for it.")
    {
    }
}
