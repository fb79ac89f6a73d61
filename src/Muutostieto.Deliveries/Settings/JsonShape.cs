namespace Muutostieto.Deliveries.Settings;

internal enum JsonShape
{
    Object,
    Array,
    Text,
    Number,
    Truth,
    Null,
}
