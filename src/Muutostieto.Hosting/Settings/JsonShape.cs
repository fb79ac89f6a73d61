namespace Muutostieto.Hosting.Settings;

internal enum JsonShape
{
    Object,
    Array,
    Text,
    Number,
    Boolean,
    Null,
}
